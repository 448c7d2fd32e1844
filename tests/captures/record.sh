#!/usr/bin/env bash
# Records the captures of this folder and examples/web.pcapng anew: real programs in network namespaces that this script
# makes and removes. Nothing leaves them. Needs root and Debian; installs the programs it misses. With names as arguments
# records only those:   tests/captures/record.sh [NAME]...
#
#   direct:  client 192.0.2.10, 2001:db8::10 ---- 192.0.2.80, 2001:db8::80 server
#   routed:  client 192.0.2.10, 2001:db8::10 ---- 192.0.2.1, 2001:db8::1 router
#            router 198.51.100.1, 2001:db8:1::1 ---- 198.51.100.80, 2001:db8:1::80 server
set -euo pipefail
# Programs put the host's name into what they send: give them one that says nothing.
[ "${1-}" = --inside ] || exec unshare --uts bash -c 'hostname host.example.test; exec bash "$@"' - "$0" --inside "$@"
shift

here=$(cd "$(dirname "$0")" && pwd)
examples=$here/../../examples
python=/usr/bin/python3 # Debian's, which finds Debian's aiosmtpd
only=" $* "

missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
need tcpdump tcpdump; need curl curl; need nginx nginx-light; need dig bind9-dnsutils; need dnsmasq dnsmasq-base
need ping iputils-ping; need nmap nmap; need socat socat; need ethtool ethtool; need ip iproute2
"$python" -c 'import aiosmtpd' 2>/dev/null || missing+=(python3-aiosmtpd)
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

work=$(mktemp -d)
client=wfp-client-$$ router=wfp-router-$$ server=wfp-server-$$
services=()
recorder=

# Ends processes by pid and waits for them.
end() {
    local pid
    for pid in "$@"; do
        kill "$pid" 2>/dev/null || continue
        wait "$pid" 2>/dev/null || true
    done
}

remove_hosts() {
    end "${services[@]}"
    services=()
    for n in $client $router $server; do
        ip netns delete "$n" 2>/dev/null || true
    done
}

cleanup() {
    [ -z "$recorder" ] || end "$recorder"
    remove_hosts
    rm -rf "$work"
}
trap cleanup EXIT

# At the client, the router, the server; and traffic.py at the client and the server.
c() { ip netns exec $client "$@"; }
r() { ip netns exec $router "$@"; }
s() { ip netns exec $server "$@"; }
ct() { c "$python" "$here/traffic.py" "$@"; }
st() { s "$python" "$here/traffic.py" "$@"; }

host() { # host NAMESPACE: without router solicitations and duplicate detection, which would fall into every capture
    ip netns add "$1"
    ip netns exec "$1" sysctl -qw net.ipv6.conf.default.accept_dad=0 net.ipv6.conf.default.router_solicitations=0 \
        net.ipv4.icmp_ratelimit=0 net.ipv6.icmp.ratelimit=0 net.ipv4.ping_group_range="1 0"
    ip -n "$1" link set lo up
}

cable() { # cable NS1 IF1 MAC1 NS2 IF2 MAC2: offloads off, so that frames are what a wire would carry
    ip link add name "$2" netns "$1" address "$3" type veth peer name "$5" netns "$4" address "$6"
    ip netns exec "$1" ethtool -K "$2" tx off gso off tso off gro off >/dev/null
    ip netns exec "$4" ethtool -K "$5" tx off gso off tso off gro off >/dev/null
    ip -n "$1" link set "$2" up
    ip -n "$4" link set "$5" up
}

addresses() { # addresses NAMESPACE INTERFACE V4/LEN V6/LEN
    ip -n "$1" address add "$3" brd + dev "$2"
    ip -n "$1" address add "$4" dev "$2" nodad
}

# Starts a service in a namespace and waits for a line that contains TEXT: service NAMESPACE TEXT COMMAND...
service() {
    local namespace=$1 text=$2 log
    shift 2
    log=$(mktemp -p "$work")
    ip netns exec "$namespace" "$@" >"$log" 2>&1 &
    services+=($!)
    wait_for "$text" "$log" $!
}

wait_for() { # wait_for TEXT FILE PID
    until grep -q "$1" "$2"; do
        kill -0 "$3" 2>/dev/null || { cat "$2" >&2; exit 1; }
        sleep 0.05
    done
}

web_server() { # web_server NAMESPACE
    mkdir -p "$work/www"
    printf '<!doctype html><title>Hello</title><p>Hello from the server.\n' >"$work/www/index.html"
    head -c 2000 /dev/zero | tr '\0' 'x' >"$work/www/page.txt"
    head -c 20000 /dev/zero | tr '\0' 'y' >"$work/www/big.txt"
    chmod -R a+rX "$work"
    cat >"$work/nginx.conf" <<END
daemon off; master_process off; pid $work/nginx.pid; error_log stderr notice;
events {}
http { access_log off; server_tokens off; server { listen 80; listen [::]:80; root $work/www; } }
END
    service "$1" 'start worker\|nginx/' nginx -c "$work/nginx.conf"
}

dns_server() { # dns_server NAMESPACE
    service "$1" 'started' dnsmasq --no-daemon --conf-file=/dev/null --no-resolv --no-hosts --user=root --pid-file= \
        --local=/test/ --host-record=www.example.test,192.0.2.80,2001:db8::80 --txt-record=example.test,"$(printf '%0250d' 0)" \
        --mx-host=example.test,mail.example.test,10
}

mail_server() { service "$1" ready "$python" "$here/traffic.py" smtp "$2"; } # mail_server NAMESPACE ADDRESS
echo_server() { service "$1" ready "$python" "$here/traffic.py" serve; }     # echo_server NAMESPACE

direct() {
    host $client
    host $server
    cable $client eth0 02:00:00:00:00:10 $server eth0 02:00:00:00:00:80
    addresses $client eth0 192.0.2.10/24 2001:db8::10/64
    addresses $server eth0 192.0.2.80/24 2001:db8::80/64
    web_server $server
    dns_server $server
    mail_server $server 192.0.2.80
    echo_server $server
    echo_server $client
}

routed() {
    host $client
    host $router
    host $server
    cable $client eth0 02:00:00:00:00:10 $router eth0 02:00:00:00:00:01
    cable $router eth1 02:00:00:00:01:01 $server eth0 02:00:00:00:01:80
    addresses $client eth0 192.0.2.10/24 2001:db8::10/64
    addresses $router eth0 192.0.2.1/24 2001:db8::1/64
    addresses $router eth1 198.51.100.1/24 2001:db8:1::1/64
    addresses $server eth0 198.51.100.80/24 2001:db8:1::80/64
    r sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
    ip -n $client route add default via 192.0.2.1
    ip -n $client route add default via 2001:db8::1
    ip -n $server route add default via 198.51.100.1
    ip -n $server route add default via 2001:db8:1::1
    web_server $server
    echo_server $server
}

# record NAME.EXT NAMESPACE INTERFACE "tcpdump options" "convert.py options" COMMAND...
record() {
    local file=$1 namespace=$2 interface=$3 dump=$4 convert=$5 target=$here status
    shift 5
    [ "$only" = "  " ] || [[ $only == *" ${file%.*} "* ]] || return 0
    : >"$work/tcpdump.log"
    # shellcheck disable=SC2086
    ip netns exec "$namespace" tcpdump -Z root -i "$interface" --immediate-mode -U --time-stamp-precision=nano $dump \
        -w "$work/raw.pcap" 2>"$work/tcpdump.log" &
    recorder=$!
    wait_for 'listening on' "$work/tcpdump.log" $recorder
    # Not "$@" || ...: that would switch errexit off inside.
    set +e
    (set -e; "$@") >"$work/$file.log" 2>&1
    status=$?
    set -e
    [ $status = 0 ] || { echo "$file: $* failed" >&2; cat "$work/$file.log" >&2; exit 1; }
    sleep 0.3 # tcpdump ends without reading what the kernel still holds
    kill -INT $recorder
    wait $recorder
    recorder=
    [[ $file == example-* ]] && target=$examples
    # shellcheck disable=SC2086
    "$python" "$here/convert.py" $convert "$work/raw.pcap" "$target/${file#example-}"
    echo "$file $(grep -o '^[0-9]* packets captured' "$work/tcpdump.log")"
}

# An answer of "no" from the other side is what some captures are about.
refused() { "$@" || true; }

web() {
    c curl -sS http://192.0.2.80/ http://192.0.2.80/page.txt
    c curl -sS http://192.0.2.80/missing
    c curl -sS 'http://[2001:db8::80]/' 'http://[2001:db8::80]/page.txt'
    c curl -sS -d name=value 'http://[2001:db8::80]/index.html'
}
dns() {
    local server
    for server in 192.0.2.80 2001:db8::80; do
        c dig "@$server" +tries=1 www.example.test A
        c dig "@$server" +tries=1 www.example.test AAAA
        c dig "@$server" +tries=1 +tcp example.test MX
        c dig "@$server" +tries=1 nothing.example.test A
    done
}
ping_both() {
    c ping -q -n -c 3 -i 0.2 -e 4660 192.0.2.80
    c ping -q -n -c 2 -i 0.2 -e 22136 192.0.2.80
    c ping -q -n -c 3 -i 0.2 -e 4660 2001:db8::80
    s ping -q -n -c 2 -i 0.2 -e 43981 2001:db8::10
}
mail() {
    printf 'From: alice@example.test\r\nTo: bob@example.test\r\nSubject: lunch\r\n\r\nAt noon?\r\n' |
        c curl -sS smtp://192.0.2.80/client.example.test --mail-from alice@example.test --mail-rcpt bob@example.test -T -
}
fragments() { # fragments FAMILY
    local to=192.0.2.80
    [ "$1" = 4 ] || to=2001:db8::80
    c ping -q -n -c 2 -i 0.2 -s 4000 "$to"
    ct udp $to 7777 --size 4000 --source 40000
    ct udp $to 7779 --size 9000 --no-answer --source 40001
}
refusals() {
    local to
    for to in 192.0.2.80 2001:db8::80; do
        refused c curl -sS "http://$([ "${to/:/}" = "$to" ] && echo "$to" || echo "[$to]"):8080/"
        ct tcp $to 81 --source 41000
        ct udp $to 9999 --source 41001
    done
}
resets() {
    ct tcp 192.0.2.80 7778 --source 42000
    ct tcp 2001:db8::80 7778 --source 42001
}
scan() {
    c nmap -n -Pn -sT -r --max-retries 0 -p 22-25,53,79-81,443,7777,7778,8080 192.0.2.80
    c nmap -6 -n -Pn -sS -r --max-retries 0 -g 43000 -p 22-25,53,79-81,443,7777 2001:db8::80
}
udp_flows() {
    local n
    for n in 1 2 3; do
        ct udp 192.0.2.80 7777 --source 4400$n --count 2
        ct udp 2001:db8::80 7777 --source 4400$n --count 2
    done
    st udp 192.0.2.10 7777 --source 45000
    ct udp 192.0.2.80 7777 --source 44001
    ct udp 2001:db8::80 7777 --source 44001
}
loopback() {
    local to
    for to in 127.0.0.1 ::1; do
        ct tcp $to 7777 --source 46000 --count 2
        ct udp $to 7777 --source 46001
        ct udp $to 9999 --source 46002
        c ping -q -n -c 1 -e 257 $to
    done
}
cooked() {
    c curl -sS http://192.0.2.80/
    c ping -q -n -c 1 -e 258 2001:db8::80
    ct udp 127.0.0.1 7777 --source 46003
    st udp 2001:db8::10 7777 --source 46004
}
multicast() { ct multicast eth0; }
send_frames() { ct frames eth0 "$1"; }
options() {
    c ping -q -n -c 2 -i 0.2 -R -e 259 192.0.2.80
    c ping -q -n -c 2 -i 0.2 -T tsandaddr -e 260 192.0.2.80
    send_frames options
}
offload() { c curl -sS http://192.0.2.80/big.txt 'http://[2001:db8::80]/big.txt'; }
with_offload() { # with_offload on|off
    c ethtool -K eth0 tx "$1" gso "$1" tso "$1" gro "$1" >/dev/null
    s ethtool -K eth0 tx "$1" gso "$1" tso "$1" gro "$1" >/dev/null
}
small_mix() {
    c curl -sS http://192.0.2.80/ 'http://[2001:db8::80]/'
    c ping -q -n -c 1 -e 261 192.0.2.80
    c ping -q -n -c 1 -e 261 2001:db8::80
    ct udp 192.0.2.80 7777 --source 47000
    ct udp 2001:db8::80 7777 --source 47000
}
long_session() {
    ct tcp 192.0.2.80 7777 --source 47001 --count 4
    ct tcp 2001:db8::80 7777 --source 47001 --count 4
}
through_tunnel() {
    c curl -sS http://10.9.0.2/ 'http://[2001:db8:9::2]/'
    c ping -q -n -c 2 -i 0.2 -e 262 10.9.0.2
}
tunnel() { # a TUN device on both hosts, carried by UDP; its frames have no link header
    service $server 'starting data transfer' socat -d -d TUN:10.9.0.2/24,tun-name=tun0,iff-up UDP:192.0.2.10:7000,bind=:7000
    service $client 'starting data transfer' socat -d -d TUN:10.9.0.1/24,tun-name=tun0,iff-up UDP:192.0.2.80:7000,bind=:7000
    ip -n $server address add 2001:db8:9::2/64 dev tun0 nodad
    ip -n $client address add 2001:db8:9::1/64 dev tun0 nodad
}
route_errors() {
    refused c ping -q -n -c 1 -t 1 -e 263 198.51.100.80
    refused c ping -q -n -c 1 -t 1 -e 263 2001:db8:1::80
    ct udp 198.51.100.80 9999 --source 48000
    ct udp 2001:db8:1::80 9999 --source 48000
    refused c ping -q -n -c 1 -W 1 -e 264 203.0.113.1
    refused c ping -q -n -c 1 -e 264 2001:db8:2::1
    refused c ping -q -n -c 1 -M "do" -s 1400 -e 265 198.51.100.80
    refused c ping -q -n -c 1 -M "do" -s 1400 -e 265 2001:db8:1::80
    refused ct tcp 203.0.113.2 80 --source 48001
}
forwarding() {
    c curl -sS http://198.51.100.80/ 'http://[2001:db8:1::80]/page.txt'
    c ping -q -n -c 1 -e 266 198.51.100.80
    c ping -q -n -c 1 -e 266 2001:db8:1::80
    st udp 192.0.2.10 9999 --source 48002
    c ping -q -n -c 1 -e 267 192.0.2.1
    c ping -q -n -c 1 -s 2000 -e 268 198.51.100.80
}
example() {
    c dig @192.0.2.80 +tries=1 www.example.test A
    c curl -sS -H 'Host: www.example.test' http://192.0.2.80/
    c dig @2001:db8::80 +tries=1 www.example.test AAAA
    c curl -sS -H 'Host: www.example.test' 'http://[2001:db8::80]/page.txt'
    c ping -q -n -c 2 -i 0.2 -e 1 192.0.2.80
    mail
    ct tcp 192.0.2.80 8443 --source 50443
    st tcp 192.0.2.10 7777 --source 51000
    st tcp 192.0.2.10 22 --source 51001
}

direct
record example-web.pcapng    $client eth0 "not ip6[6]=0" "--nano" example # without multicast listener reports
record web.pcap              $client eth0 ""      ""              web
record dns.pcap              $client eth0 ""      "--nano"        dns
record ping.pcapng           $client eth0 ""      ""              ping_both
record smtp.pcap             $client eth0 ""      "--big-endian"  mail
record fragments-v4.pcap     $client eth0 ""      ""              fragments 4
record fragments-v6.pcapng   $client eth0 ""      "--nano"        fragments 6
record refused.pcap          $client eth0 ""      ""              refusals
record reset.pcapng          $client eth0 ""      "--big-endian"  resets
record portscan.pcap         $server eth0 ""      "--nano --big-endian" scan
record udp-flows.pcap        $client eth0 "udp"   "--gap 27:90"   udp_flows
record wifi.pcap             $client eth0 "udp"   "--gap 27:90 --link wifi"     udp_flows
record wifi-radiotap.pcap    $client eth0 "udp"   "--gap 27:90 --link radiotap" udp_flows
record loopback.pcap         $client lo   ""      ""              loopback
record multicast.pcap        $client eth0 ""      ""              multicast
record other-protocols.pcap  $client eth0 ""      ""              send_frames other-protocols
record not-ip.pcap           $client eth0 ""      ""              send_frames not-ip
record options.pcap          $client eth0 ""      ""              options
record midstream.pcap        $client eth0 "tcp"   "--skip 3"      long_session
record snaplen.pcap          $client eth0 "-s 64" ""              small_mix
record cooked.pcap           $client any  "-y LINUX_SLL"  ""      cooked
record cooked2.pcapng        $client any  "-y LINUX_SLL2" ""      cooked
record vlan.pcap             $client eth0 ""      "--tag 8100:100"               small_mix
record qinq.pcapng           $client eth0 ""      "--tag 88a8:200 --tag 8100:100 --nano" small_mix
record null.pcap             $client eth0 "ip or ip6" "--link null"              small_mix
record null-be.pcap          $client eth0 "ip or ip6" "--link null --big-endian" small_mix
record loop.pcap             $client eth0 "ip or ip6" "--link loop"              small_mix
record clock-back.pcap       $client eth0 "ip or ip6" "--gap 12:-3" small_mix
with_offload on
record offload.pcap          $client eth0 ""      "--nano"        offload
with_offload off
tunnel
record rawip.pcap            $client tun0 ""      ""              through_tunnel
remove_hosts
routed
record router.pcapng         $router eth0 ""      "--nano"        forwarding
ip -n $router link set eth1 mtu 1280
record icmp-errors.pcap      $client eth0 ""      ""              route_errors
