#!/bin/sh
# Installs or upgrades Zhihui from this bundle; asks no network for anything. Run it as root.
# usage: ./install.sh platform|desk|wall...      installs for these roles
#        ./install.sh                            upgrades what is installed, and adds no role
set -eu
cd "$(dirname "$0")"
umask 022

stop() {
  echo "install.sh: $*" >&2
  exit 1
}
usage() {
  sed -n '3,4s/^# //p' "$0" >&2
  exit 2
}
has() { [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

packages=
for role; do
  found=$(sed -n "s/^$role //p" roles)
  [ -n "$found" ] || usage
  packages="$packages $found"
done
if [ $# -eq 0 ]; then
  has zhihui || has zhihui-platform ||
    { echo "install.sh: nothing is installed here that could be upgraded" >&2; usage; }
  for package in $(sed '/^#/d; s/^[^ ]* //' roles); do
    ! has "$package" || packages="$packages $package"
  done
fi
[ "$(id -u)" -eq 0 ] || stop "only root may install"

# Whole and nothing beside it, before any of it is believed.
sha256sum --check --quiet SHA256SUMS || stop "the bundle is damaged: nothing was installed. Copy it again"
strangers=$(find . -type f ! -name SHA256SUMS -printf '%P\n' | awk '
  FNR == NR { known[substr($0, 67)] = 1; next } !($0 in known)' SHA256SUMS -)
[ -z "$strangers" ] || stop "not part of the bundle, so nothing was installed: $strangers"

here=$(dpkg --print-architecture)
[ "$here" = "$(cat architecture)" ] || stop "this bundle is for $(cat architecture), the machine is $here"

# The way back from an upgrade: of the version that ran, under a name that no other upgrade takes.
database=/var/lib/zhihui/platform.db
old=$(has zhihui-platform && dpkg-query --show --showformat='${Version}' zhihui-platform || true)
if [ -e "$database" ] && [ -n "$old" ] && [ "$old" != "$(cat version)" ]; then
  copy=/var/lib/zhihui/before-upgrade-from-$old-$(date +%Y%m%dT%H%M%S).db
  echo "A copy of the database is made: $copy"
  runuser -u zhihui-platform -- zhihui-platform backup -d "$database" -o "$copy" ||
    stop "the database could not be copied, so nothing was installed"
fi

work=$(mktemp -d)
new_proxy=
leave() {
  rm -rf "$work"
  [ -z "$new_proxy" ] || systemctl --quiet unmask --runtime nginx.service
}
trap leave EXIT
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

# A proxy that nobody has set up would answer everybody with its first page: it waits for the administrator.
case " $packages " in *" nginx "*) has nginx || new_proxy=1 ;; esac
[ -z "$new_proxy" ] || systemctl --quiet mask --runtime nginx.service
apt -qq --yes --no-install-recommends install $packages
[ -z "$new_proxy" ] || systemctl --quiet disable nginx.service

echo "Zhihui $(cat version) is installed. What comes next: README.md"
