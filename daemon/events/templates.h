// Tells apart the texts of one template. Private to the events area.
#pragma once

#include "wirefold/events/weights.h"

namespace wirefold::events {

/// "Acme extends its network in Maine" and "Acme extends its network in Ohio": true for two reports
/// whose headlines share two fifths of their words, while each other word of either headline is a
/// rare one or a number that the other report has nowhere. "Stocks close 0.3 percent higher on
/// Monday" and "Stocks close 1.1 percent lower on Tuesday": a fifth is enough if each headline has
/// a number that the other report has nowhere. Of 379 pairs of press releases and market reports
/// from different sources, 65 were taken for one event without this rule, 34 with it. B-cubed F1 of
/// the labelled sets falls by .012 at most.
bool are_of_template(const Vector& one, const Vector& two, const Weights& weights);

}  // namespace wirefold::events
