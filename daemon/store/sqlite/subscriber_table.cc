#include "subscriber_table.h"

namespace wirefold::store {

void SubscriberTable::save(Subscriber& h) {
  Statement s(db_,
              "INSERT INTO subscriber(topic, callback, secret, lease_until, delivered, failures) "
              "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(topic, callback) DO UPDATE SET "
              "secret = excluded.secret, lease_until = excluded.lease_until, "
              "delivered = excluded.delivered, failures = excluded.failures RETURNING id");
  s.bind(h.topic).bind(h.callback).bind(h.secret).bind(h.lease_until).bind(h.delivered);
  s.bind(std::int64_t{h.failures}).step();
  h.id = s.int64(0);
  s.step();
}

void SubscriberTable::drop(std::int64_t id) {
  Statement(db_, "DELETE FROM subscriber WHERE id = ?").bind(id).step();
}

std::vector<Subscriber> SubscriberTable::all() {
  Statement s(db_,
              "SELECT id, topic, callback, secret, lease_until, delivered, failures "
              "FROM subscriber ORDER BY id");
  std::vector<Subscriber> out;
  while (s.step()) {
    out.push_back({s.int64(0), s.text(1), s.text(2), s.text(3), s.time(4), s.text(5),
                   static_cast<int>(s.int64(6))});
  }
  return out;
}

}  // namespace wirefold::store
