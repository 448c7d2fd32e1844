#include "port/device.h"

#include <errno.h>
#include <linux/ethtool.h>
#include <linux/if_packet.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static bool ask(int fd, unsigned long what, struct ifreq *r)
{
    return ioctl(fd, what, r) == 0;
}

/* False: no interface has so long a name. */
static bool set_name(struct ifreq *r, const char *name)
{
    errno = ENODEV;
    if (strlen(name) >= sizeof(r->ifr_name))
        return false;
    strcpy(r->ifr_name, name);
    return true;
}

/* What `data` asks the driver. */
static bool ask_driver(const char *name, void *data)
{
    struct ifreq r = { .ifr_data = data };
    int          fd = set_name(&r, name) ? socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
    bool         ok = fd >= 0 && ask(fd, SIOCETHTOOL, &r);
    if (fd >= 0)
        close(fd);
    return ok;
}

static bool read_all(int fd, struct ifreq *r, struct device *d)
{
    if (!ask(fd, SIOCGIFINDEX, r))
        return false;
    d->index = (uint32_t)r->ifr_ifindex;
    if (!ask(fd, SIOCGIFFLAGS, r))
        return false;
    d->up = r->ifr_flags & IFF_UP;
    d->running = d->up && r->ifr_flags & IFF_RUNNING;
    if (!ask(fd, SIOCGIFMTU, r))
        return false;
    d->mtu = (uint32_t)r->ifr_mtu;
    if (!ask(fd, SIOCGIFHWADDR, r))
        return false;
    d->is_loopback = r->ifr_hwaddr.sa_family == ARPHRD_LOOPBACK;
    d->is_ethernet = r->ifr_hwaddr.sa_family == ARPHRD_ETHER || d->is_loopback;
    memcpy(d->mac, r->ifr_hwaddr.sa_data, sizeof(d->mac));
    return true;
}

static enum wfp_status find(int fd, struct ifreq *r, struct device *out)
{
    struct device d = { .index = 0 };
    if (!read_all(fd, r, &d))
        return errno == ENODEV ? WFP_NOT_FOUND : WFP_IO_ERROR;
    memcpy(d.name, r->ifr_name, sizeof(d.name));
    *out = d;
    return WFP_OK;
}

enum wfp_status device_find(const char *name, struct device *out)
{
    struct ifreq r = { 0 };
    if (!set_name(&r, name))
        return WFP_NOT_FOUND;
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return WFP_IO_ERROR;
    enum wfp_status err = find(fd, &r, out);
    close(fd);
    return err;
}

enum wfp_status device_look(uint32_t index, struct device *out)
{
    struct ifreq    r = { .ifr_ifindex = (int)index };
    struct device   d = { .index = 0 };
    enum wfp_status err = WFP_NOT_FOUND;
    int             fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return WFP_IO_ERROR;
    if (ask(fd, SIOCGIFNAME, &r))
        err = find(fd, &r, &d);
    close(fd);
    if (err)
        return err;
    if (d.index != index) /* renamed between the two questions, and the name is another's now */
        return WFP_NOT_FOUND;
    *out = d;
    return WFP_OK;
}

bool device_set_up(const char *name)
{
    struct ifreq r = { 0 };
    int          fd = set_name(&r, name) ? socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;
    if (fd < 0)
        return false;
    bool ok = ask(fd, SIOCGIFFLAGS, &r);
    r.ifr_flags |= IFF_UP;
    ok = ok && ask(fd, SIOCSIFFLAGS, &r);
    close(fd);
    return ok;
}

/* Asks the driver: sysfs shows the namespace that it was mounted in. */
bool device_is_tap(const char *name)
{
    struct ethtool_drvinfo info = { .cmd = ETHTOOL_GDRVINFO };
    return ask_driver(name, &info) && strcmp(info.driver, "tun") == 0;
}

unsigned device_receive_queues(const char *name)
{
    struct ethtool_channels c = { .cmd = ETHTOOL_GCHANNELS };
    unsigned                n = ask_driver(name, &c) ? c.rx_count + c.combined_count : 0;
    return n ? n : 1;
}

int device_hear_all(uint32_t index)
{
    struct packet_mreq m = { .mr_ifindex = (int)index, .mr_type = PACKET_MR_PROMISC };
    int                fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0); /* of no protocol, so no frame comes here */
    if (fd < 0 || setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &m, sizeof(m)) == 0)
        return fd;
    int err = errno;
    close(fd);
    errno = err;
    return -1;
}

int device_watch(void)
{
    struct sockaddr_nl a = { .nl_family = AF_NETLINK, .nl_groups = RTMGRP_LINK };
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_ROUTE);
    if (fd >= 0 && bind(fd, (struct sockaddr *)&a, sizeof(a)) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

bool device_watch_take(int watch)
{
    uint8_t message[64]; /* what is different is asked for, so its contents do not matter, nor that some were lost */
    bool    any = false;
    while (recv(watch, message, sizeof(message), MSG_TRUNC) >= 0 || errno == ENOBUFS)
        any = true;
    return any;
}
