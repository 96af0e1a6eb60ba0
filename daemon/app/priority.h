// Gives serving priority over reading and folding.
#pragma once

namespace wirefold::app {

/// Lowers the priority of the calling thread. On Linux the nice value is the thread's own
/// (setpriority(2)); if the system refuses, the priority stays.
void lower_priority();

}  // namespace wirefold::app
