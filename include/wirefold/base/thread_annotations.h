// Annotations that say which lock guards what. Clang checks them (-Wthread-safety); for other
// compilers they are empty. See "Thread Safety Analysis" in the manual of clang.
#pragma once

#ifdef __clang__
#define WIREFOLD_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define WIREFOLD_THREAD_ATTRIBUTE(x)
#endif

/// A class whose objects can be held, and a class that holds one from its constructor to its
/// destructor.
#define CAPABILITY(name) WIREFOLD_THREAD_ATTRIBUTE(capability(name))
#define SCOPED_CAPABILITY WIREFOLD_THREAD_ATTRIBUTE(scoped_lockable)

/// A member: used only while the mutex is held.
#define GUARDED_BY(mutex) WIREFOLD_THREAD_ATTRIBUTE(guarded_by(mutex))

/// A function: called only while the mutex is held, or only while it is not.
#define REQUIRES(...) WIREFOLD_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define EXCLUDES(...) WIREFOLD_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))

/// A function that takes the mutex, or gives it up.
#define ACQUIRE(...) WIREFOLD_THREAD_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define RELEASE(...) WIREFOLD_THREAD_ATTRIBUTE(release_capability(__VA_ARGS__))
