#!/bin/sh
# Installs the Debian packages that are missing, and only those. Needs root only when something is missing.
# deps.sh bench: also what only the benchmarks compare with. deps.sh test, by root: also the programs whose traffic the tests
# send through the engine; their tests are skipped where they are not there.
set -eu
packages="build-essential cmake ninja-build pkg-config python3
libpcap-dev libxdp-dev libjansson-dev uuid-dev libcbor-dev libsqlite3-dev libcmocka-dev
clang libclang-rt-14-dev scdoc iproute2
gcc-mingw-w64-x86-64 g++-mingw-w64-x86-64 mingw-w64-x86-64-dev"
[ "${1:-}" != bench ] || packages="$packages libdpdk-dev nftables iptables iperf3 iputils-ping ethtool"
programs="tshark iputils-ping iperf3 ethtool curl tcpdump netcat-openbsd nginx-light bind9-dnsutils dnsmasq-base isc-dhcp-client nmap traceroute radvd ndisc6"
[ "${1:-}" != test ] || [ "$(id -u)" != 0 ] || packages="$packages $programs"
missing=
for p in $packages; do
    dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || missing="$missing $p"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ]; then
    echo "deps: missing packages; run as root: apt-get install$missing" >&2
    exit 1
fi
echo "deps: installing$missing"
export DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 # no service is started
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get -q update && apt-get -q -y install --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -20 "$log" >&2
    exit 1
fi
