# Sourced by daemon/run, tests/run and the scripts in tests/*/run. Installs what a bare Debian 12 lacks, and
# builds.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(
  ca-certificates cmake g++ ninja-build pkg-config
  libbrotli-dev libcli11-dev libcld2-dev libcurl4-openssl-dev libdeflate-dev libdtl-dev libfmt-dev libicu-dev
  libmicrohttpd-dev libpsl-dev libpugixml-dev libsimdjson-dev libsqlite3-dev libssl-dev libsystemd-dev
  libtomlplusplus-dev libuchardet-dev libxml2-dev libxxhash-dev libzstd-dev zlib1g-dev
)

# Installs the missing ones of the named packages, prints their names, and asks nothing.
need_packages() {
  local missing=() package
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing with apt: ${missing[*]}" >&2
  local as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo)
  "${as_root[@]}" apt-get -q update >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qy install --no-install-recommends "${missing[@]}" >&2
}

# Installs the missing ones of the named npm packages into .build/npm.
need_npm_packages() {
  local missing=() package
  command -v npm >/dev/null || need_packages nodejs npm
  for package in "$@"; do
    [ -d "$root/.build/npm/node_modules/$package" ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "Installing with npm: ${missing[*]}" >&2
  npm install --silent --no-fund --no-audit --prefix "$root/.build/npm" "${missing[@]}" >&2
}

# True if DIR was configured with every -DNAME=VALUE of the arguments after it.
configured() {
  local dir=$1 option
  shift
  [ -f "$dir/build.ninja" ] || return 1
  for option in "${@#-D}"; do
    grep -q "^${option%%=*}:[A-Z]*=${option#*=}\$" "$dir/CMakeCache.txt" || return 1
  done
}

# build NAME TARGET [-DNAME=VALUE...]: builds into .build/NAME. Quick if nothing has changed.
build() {
  local dir="$root/.build/$1" target=$2
  shift 2
  if ! configured "$dir" "$@"; then
    echo "Configuring and building $dir: some minutes, the first time" >&2
    # --fresh: a build cannot change its compiler.
    cmake --fresh -S "$root" -B "$dir" -G Ninja "$@" >"$dir.log" 2>&1 || { cat "$dir.log" >&2; return 1; }
  fi
  # On a terminal each step is shown, as the first build takes minutes. Nothing is shown if nothing is done.
  local quiet=(--quiet)
  [ ! -t 2 ] || quiet=()
  ninja -C "$dir" "${quiet[@]}" "$target" | { grep --line-buffered -v 'no work to do' || true; } >&2
}
