#!/bin/sh
# tools/packages.sh GROUP... - installs the Debian packages of these groups that are missing.
#
# Groups: build (to compile mound), test (to test it), conformance (Go's own test suite), bench
# (make bench), hot (make hot-order). Says what it does; does nothing, quickly, when all is there.
# MOUND_NO_INSTALL=1 makes it only say what is missing.
set -eu

packages_of() {
    case $1 in
    build) echo re2c lemon libutf8proc-dev libgmp-dev libmpfr-dev libxxhash-dev zlib1g-dev \
               libssl-dev libedit-dev ;;
    test) echo libcmocka-dev libpcre2-dev tmux ;;
    conformance) echo golang-1.19-src ;;
    bench) echo lua5.4 ;;
    hot) echo valgrind ;;
    *) echo "packages.sh: no group \"$1\"" >&2; exit 2 ;;
    esac
}

missing=
for group in "$@"; do
    for package in $(packages_of "$group"); do
        status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
        [ "$status" = "install ok installed" ] || missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0

if [ "${MOUND_NO_INSTALL:-}" = 1 ]; then
    echo "mound needs these packages:$missing" >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    echo "mound needs these packages; please install them as root:$missing" >&2
    exit 1
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
if ! { $as_root apt-get update -q && $as_root apt-get install -q -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "could not install:$missing" >&2
    exit 1
fi
rm -f "$log"
