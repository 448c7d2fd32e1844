#include "switch_text.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "cli.h"

static const char *text(const json_t *o, const char *name)
{
    const char *s = json_string_value(json_object_get(o, name));
    return s ? s : "";
}

static long long number(const json_t *o, const char *name)
{
    return json_integer_value(json_object_get(o, name));
}

/* --- a switch ------------------------------------------------------------------------------------------------------------- */

/* A promiscuous port has several secondary VLANs. */
static void cell_pvlan(struct table *t, const json_t *v)
{
    if (json_object_get(v, "allowed"))
        table_cell(t, "%s %lld/%s", text(v, "pvlan"), number(v, "primary"), text(v, "allowed"));
    else
        table_cell(t, "%s %lld/%lld", text(v, "pvlan"), number(v, "primary"), number(v, "secondary"));
}

static void cell_vlan(struct table *t, const json_t *v)
{
    const char *mode = text(v, "mode");
    if (strcmp(mode, "access") == 0)
        table_cell(t, "%lld", number(v, "id"));
    else if (strcmp(mode, "trunk") == 0)
        table_cell(t, "trunk %s native %lld", text(v, "allowed"), number(v, "native"));
    else if (strcmp(mode, "pvlan") == 0)
        cell_pvlan(t, v);
    else
        table_cell(t, "-");
}

/* What the device and the switch dropped of what came from the port, or was to leave there. */
static unsigned long long dropped(const json_t *port)
{
    static const char *const members[] = { "receiveDropped", "sendDropped", "runts", "oversized", "truncated", "malformed" };
    unsigned long long       sum = 0;
    size_t                   i;
    json_t                  *drop;
    for (size_t m = 0; m < sizeof(members) / sizeof(members[0]); m++)
        sum += strtoull(text(port, members[m]), NULL, 10);
    json_array_foreach(json_object_get(port, "drops"), i, drop)
        sum += strtoull(text(drop, "frames"), NULL, 10);
    return sum;
}

/* The machine behind a port: a virtual one, or this one, by what the port was told of it. */
static void cell_behind(struct table *t, const json_t *port, const json_t *nic)
{
    if (*text(port, "host"))
        table_cell(t, "host=%s", text(port, "host"));
    else
        table_cell(t, "%s", *text(nic, "vm") ? text(nic, "vm") : "-");
}

static void print_ports(const json_t *sw, FILE *out)
{
    struct table *t = table_new(10);
    size_t        i;
    json_t       *port;
    static const char *const heads[] = { "id", "port", "device", "link", "vlan", "mac", "vm", "received", "sent", "dropped" };
    for (size_t h = 0; h < sizeof(heads) / sizeof(heads[0]); h++)
        table_cell(t, "%s", heads[h]);
    json_array_foreach(json_object_get(sw, "ports"), i, port) {
        const json_t *nic = json_object_get(port, "nic");
        table_cell(t, "%lld", number(port, "id"));
        table_cell(t, "%s", text(port, "name"));
        table_cell(t, "%s:%s", text(port, "kind"), text(port, "device"));
        table_cell(t, "%s", text(port, "link"));
        cell_vlan(t, json_object_get(port, "vlan"));
        table_cell(t, "%s", text(nic, "mac"));
        cell_behind(t, port, nic);
        table_cell(t, "%s", text(port, "received"));
        table_cell(t, "%s", text(port, "sent"));
        table_cell(t, "%llu", dropped(port));
    }
    table_print(t, out);
}

static void print_reasons(const json_t *sw, FILE *out)
{
    size_t  i, k;
    json_t *port, *drop;
    json_array_foreach(json_object_get(sw, "ports"), i, port)
        json_array_foreach(json_object_get(port, "drops"), k, drop)
            fprintf(out, "port %s: %s frames: %s\n", text(port, "name"), text(drop, "frames"), text(drop, "reason"));
}

static void print_macs(const json_t *sw, FILE *out)
{
    size_t        i;
    json_t       *mac;
    struct table *t;
    if (!json_array_size(json_object_get(sw, "macs")))
        return;
    t = table_new(4);
    table_cell(t, "learned");
    table_cell(t, "vlan");
    table_cell(t, "port");
    table_cell(t, "age");
    json_array_foreach(json_object_get(sw, "macs"), i, mac) {
        table_cell(t, "%s", text(mac, "mac"));
        table_cell(t, "%lld", number(mac, "vlan"));
        table_cell(t, "%s", text(mac, "port"));
        table_cell(t, "%lld s", number(mac, "ageSeconds"));
    }
    fputc('\n', out);
    table_print(t, out);
}

static void print_switch(const json_t *sw, bool totals, FILE *out)
{
    fprintf(out, "switch %s  %s  %s, %s\n", text(sw, "name"), text(sw, "id"), text(sw, "network"),
            json_is_true(json_object_get(sw, "inspect")) ? "WFP inspects it" : "WFP does not inspect it");
    print_ports(sw, out);
    print_reasons(sw, out);
    if (!totals)
        print_macs(sw, out);
}

/* --- totals --------------------------------------------------------------------------------------------------------------- */

static void print_layers(const json_t *layers, FILE *out)
{
    static const char *const members[] = { "layer", "classifies", "permits", "blocks", "absorbed", "cached" };
    struct table            *t;
    size_t                   i;
    json_t                  *layer;
    if (!json_array_size(layers))
        return;
    t = table_new(COUNT_OF(members));
    for (size_t m = 0; m < COUNT_OF(members); m++)
        table_cell(t, "%s", members[m]);
    json_array_foreach(layers, i, layer)
        for (size_t m = 0; m < COUNT_OF(members); m++)
            table_cell(t, "%s", text(layer, members[m]));
    fputc('\n', out);
    table_print(t, out);
}

static void print_totals(const json_t *root, FILE *out)
{
    const json_t *t = json_object_get(root, "totals");
    fprintf(out, "\n%s frames: %s copies sent, %s blocked, %s absorbed, %s not forwarded; %s injected by drivers", text(t, "frames"),
            text(t, "sent"), text(t, "blocked"), text(t, "absorbed"), text(t, "discarded"), text(t, "injected"));
    if (strcmp(text(t, "excluded"), "0") != 0)
        fprintf(out, "; %s destinations blocked of frames that went to others", text(t, "excluded"));
    if (strcmp(text(t, "lost"), "0") != 0)
        fprintf(out, "; %s lost between workers", text(t, "lost"));
    fputc('\n', out);
    print_layers(json_object_get(root, "layers"), out);
}

bool switch_print(struct bytes report, bool totals, FILE *out)
{
    json_t *root = json_loadb((const char *)report.at, bytes_left(&report), 0, NULL), *sw;
    size_t  i;
    if (!root)
        return false;
    json_array_foreach(json_object_get(root, "switches"), i, sw) {
        if (i)
            fputc('\n', out);
        print_switch(sw, totals, out);
    }
    if (totals)
        print_totals(root, out);
    json_decref(root);
    return true;
}
