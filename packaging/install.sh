#!/bin/sh
# Installs or upgrades Zhihui from this bundle; asks no network for anything. Run it as root.
# usage: ./install.sh [platform] [desk] [wall]      (default: all three)
set -eu
cd "$(dirname "$0")"
umask 022

stop() {
  echo "install.sh: $*" >&2
  exit 1
}

[ $# -gt 0 ] || set -- platform desk wall
packages=
for role; do
  found=$(sed -n "s/^$role //p" roles)
  [ -n "$found" ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
  packages="$packages $found"
done
[ "$(id -u)" -eq 0 ] || stop "only root may install"

# Whole and nothing beside it, before any of it is believed.
sha256sum --check --quiet SHA256SUMS || stop "the bundle is damaged: nothing was installed. Copy it again"
strangers=$(find . -type f ! -name SHA256SUMS -printf '%P\n' | awk '
  FNR == NR { known[substr($0, 67)] = 1; next } !($0 in known)' SHA256SUMS -)
[ -z "$strangers" ] || stop "not part of the bundle, so nothing was installed: $strangers"

here=$(dpkg --print-architecture)
[ "$here" = "$(cat architecture)" ] || stop "this bundle is for $(cat architecture), the machine is $here"

# The way back from an upgrade.
database=/var/lib/zhihui/platform.db
if [ -e "$database" ] && command -v zhihui-platform >/dev/null; then
  echo "A copy of the database is made: /var/lib/zhihui/before-upgrade.db"
  runuser -u zhihui-platform -- zhihui-platform backup -d "$database" -o /var/lib/zhihui/before-upgrade.db ||
    stop "the database could not be copied, so nothing was installed"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
echo "deb [trusted=yes] file:$(pwd | sed 's/%/%25/g; s/ /%20/g')/packages ./" >"$work/sources.list"
apt() {
  DEBIAN_FRONTEND=noninteractive apt-get -o Dir::Etc::SourceList="$work/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::State::Lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root \
    -o Acquire::Languages=none -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef \
    -o Dpkg::Options::=--force-confold "$@"
}
apt -qq update
apt -qq --yes --no-install-recommends install $packages

echo "Zhihui $(cat version) is installed. What comes next: README.md"
