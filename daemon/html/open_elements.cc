#include "open_elements.h"

namespace wirefold::html {

void OpenElements::push(TagName name) {
  head_seen_ = head_seen_ || name == tags_.head || name == tags_.body;
  body_seen_ = body_seen_ || name == tags_.body;
  if (open_.size() <= name) open_.resize(name + 1);
  ++open_[name];
  names_.push_back(name);
}

void OpenElements::pop() {
  if (names_.empty()) return;
  --open_[names_.back()];
  names_.pop_back();
}

void OpenElements::imply(TagName next) {
  if (next == tags_.html) return;
  if (names_.empty()) push(tags_.html);
  if (next == tags_.body || next == tags_.head) return;
  if (names_.size() <= 1 && belongs_in_head(next)) {
    if (!head_seen_) push(tags_.head);
  } else if (!is_of_frames(next) && !body_seen_ && open_of(tags_.head) == 0) {
    push(tags_.body);
  }
}

void OpenElements::imply_paragraph() {
  make_way(tags_.p);
  imply(tags_.p);
  push(tags_.p);
}

bool OpenElements::is_misplaced(TagName name) const {
  if (name == tags_.html) return !names_.empty();
  if (name == tags_.head) return names_.size() != 1;
  return name == tags_.body && open_of(name) > 0;
}

bool OpenElements::open(TagName name) {
  imply(name);
  if (is_misplaced(name)) {
    ++passed_over_;
    return false;
  }
  push(name);
  return true;
}

bool OpenElements::close(TagName name) {
  if (passed_over_ > 0 && is_root_tag(name)) {
    --passed_over_;
    return true;
  }
  if (open_of(name) == 0) return false;
  const int rank = end_rank(name);
  std::size_t at = names_.size();
  while (names_[at - 1] != name) {
    if (end_rank(names_[at - 1]) > rank) return false;
    --at;
  }
  while (names_.size() >= at) pop();
  return true;
}

}  // namespace wirefold::html
