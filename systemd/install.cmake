# Run by `cmake --install` and by cpack: what depends on where it goes, and the configuration, which
# is never written over. SOURCE and BUILD are set by the caller.
set(prefix "${CMAKE_INSTALL_PREFIX}")
foreach(unit wirefold.service wirefold.socket)
  file(READ ${SOURCE}/systemd/${unit} text)
  string(REPLACE /usr/bin/wirefold ${prefix}/bin/wirefold text "${text}")
  set(to ${prefix}/lib/systemd/system/${unit})
  message(STATUS "Installing: $ENV{DESTDIR}${to}")
  file(WRITE $ENV{DESTDIR}${to} "${text}")
endforeach()

# Commands that are typed at a shell know no $STATE_DIRECTORY: the file names where the unit has it.
file(READ ${SOURCE}/conf/wirefold.toml config)
string(REPLACE "#dir = \"\"" "dir = \"/var/lib/wirefold\"" config "${config}")
set(etc $ENV{DESTDIR}/etc/wirefold)
if(EXISTS ${etc}/wirefold.toml)
  message(STATUS "Kept: ${etc}/wirefold.toml")
else()
  message(STATUS "Installing: ${etc}/wirefold.toml")
  file(WRITE ${etc}/wirefold.toml "${config}")
endif()

# The list is the administrator's: a package makes it when it is installed, and never again.
set(list $ENV{DESTDIR}${prefix}/share/wirefold/feeds.opml)
message(STATUS "Installing: ${list}")
configure_file(${SOURCE}/conf/feeds.empty.opml ${list} COPYONLY)
if("$ENV{DESTDIR}" STREQUAL "" AND NOT EXISTS ${etc}/feeds.opml)
  message(STATUS "Installing: ${etc}/feeds.opml")
  configure_file(${SOURCE}/conf/feeds.empty.opml ${etc}/feeds.opml COPYONLY)
endif()
