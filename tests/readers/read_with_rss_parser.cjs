// Prints the items that rss-parser (npm) reads from a feed: read_with_rss_parser.cjs URL
const Parser = require(process.env.NPM_FOLDER + "/node_modules/rss-parser");
new Parser().parseURL(process.argv[2]).then((feed) => {
  console.log(JSON.stringify(feed.items.map((item) => ({
    id: item.id || item.guid, title: item.title, link: item.link, date: item.isoDate,
    author: item.author || item.creator,
  }))));
}, (error) => { console.error(String(error)); process.exit(1); });
