// SPDX-License-Identifier: MIT
//
// Ports at the foot of steps, and channels between layers: the horizontal parts of links lie on
// tracks, so that none lies on another, and none that comes from above runs down through one that
// goes on below at the same place (the constraints of channel routing: Hashimoto, Stevens, 1971).
#include <math.h>
#include <stdlib.h>

#include "flow.h"
#include "visual-kit/surface.h"

#define PORT 32.0 // between two ports
#define NEAR 12.0 // lines closer than this are on each other
#define LABEL_GAP 8.0
#define STUB 18.0 // from a step's side to a way down beside it
#define LEAST_CHANNEL 56.0

// A horizontal part in a channel; those that lead to one step share a track.
struct net {
    int32_t channel, group, track;
    double low, high;
    double from, to; // x where it comes from above, goes on below; NAN: it does neither
    int32_t *result;
};

struct nets {
    struct net *items;
    int32_t count;
};

// --- Ports ---

static int compare_targets(const void *a, const void *b)
{
    const struct piece *const *x = a, *const *y = b;
    return ((*x)->to_x > (*y)->to_x) - ((*x)->to_x < (*y)->to_x);
}

static void place_label(const hai_block *block, struct graph *graph, const struct piece *piece,
                        double from, double to)
{
    struct link *link = &graph->links[piece->link];
    const struct vertex *vertex = &graph->vertices[piece->from];
    if (link->label == NULL || link->from != piece->from)
        return;
    double room = to - from;
    hai_text_style style = hai_theme_type(hai_block_theme(block), "caption");
    style.align = HAI_TEXT_LEFT;
    if (room < style.size + 1) {
        hai_block_warn(block, "links", "label.dropped", "shorten it, or take fewer branches",
                       "a label found no room: '%.60s'", link->label);
        return;
    }
    link->text = hai_paragraph_new(block, link->label, &style, 0);
    if (hai_paragraph_size(link->text).width > room)
        link->text = hai_paragraph_new(block, link->label, &style, room);
    bool is_left = to <= piece->from_x;
    link->text_x = is_left ? to - hai_paragraph_size(link->text).width : from;
    double *place = &graph->rooms[vertex->layer + 1];
    *place = fmax(*place, kit_height(link->text) + 8);
}

static bool has_labels(const struct graph *graph, int32_t at)
{
    for (int32_t i = 0; i < graph->link_count; i++)
        if (graph->links[i].from == at && graph->links[i].label != NULL)
            return true;
    return false;
}

// Where the ports of a step are, from its middle. Without labels all links leave from the middle;
// with them a link straight down stays straight where it can.
static double port_of(const struct graph *graph, int32_t vertex, struct piece *const *pieces,
                      int32_t count, int32_t at)
{
    double width = graph->vertices[vertex].width, x = graph->vertices[vertex].x;
    if (count == 1 || !has_labels(graph, vertex))
        return 0;
    if (count > 2)
        return width * 0.9 * ((at + 0.5) / count - 0.5);
    double port = fmin(PORT, width / 5);
    if (fabs(pieces[0]->to_x - x) < 2)
        return at == 0 ? 0 : port;
    if (fabs(pieces[1]->to_x - x) < 2)
        return at == 0 ? -port : 0;
    double reach = fmax(width / 4, port), to = pieces[at]->to_x - x;
    return at == 0                             ? fmax(fmin(to, -port), -reach) == to ? to : -port
           : fmin(fmax(to, port), reach) == to ? to
                                               : port;
}

static void place_ports(const hai_block *block, struct graph *graph, int32_t at)
{
    const struct vertex *vertex = &graph->vertices[at];
    struct piece *found[FLOW_MAX_LINKS];
    int32_t count = 0;
    for (int32_t i = 0; i < graph->piece_count && count < FLOW_MAX_LINKS; i++)
        if (graph->pieces[i].from == at)
            found[count++] = &graph->pieces[i];
    if (count > 1)
        qsort(found, (size_t)count, sizeof *found, compare_targets);
    double left = vertex->x - vertex->width / 2, right = vertex->x + vertex->width / 2;
    for (int32_t i = 0; i < count; i++) {
        struct piece *piece = found[i];
        piece->from_x = vertex->x + port_of(graph, at, found, count, i);
        if (fabs(piece->from_x - piece->to_x) < 4)
            piece->from_x = piece->to_x;
    }
    for (int32_t i = 0; i < count; i++) {
        double x = found[i]->from_x;
        if (i == 0 && count == 2) // at the left of its line
            place_label(block, graph, found[i], left, x - LABEL_GAP);
        else
            place_label(block, graph, found[i], x + LABEL_GAP,
                        i + 1 < count ? found[i + 1]->from_x - LABEL_GAP : right);
    }
}

// --- Tracks ---

static void add_net(struct nets *nets, struct net net)
{
    net.track = -1;
    nets->items[nets->count++] = net;
}

// Nothing stands between a step and the lane.
static bool is_free(const struct graph *graph, const struct link *link, int32_t vertex)
{
    const struct vertex *at = &graph->vertices[vertex];
    return link->is_left ? at->order == 0 : at->order == graph->sizes[at->layer] - 1;
}

// Links that leave from one port lie on one track, and so do those that lead to one step.
static int32_t group_of(const struct graph *graph, const struct piece *piece)
{
    bool is_split = graph->vertices[piece->from].out > 1 && !has_labels(graph, piece->from);
    return is_split ? graph->count + piece->from : piece->to;
}

static void add_back_nets(struct graph *graph, struct nets *nets, struct link *link, int32_t at)
{
    const struct vertex *from = &graph->vertices[link->from], *to = &graph->vertices[link->to];
    link->out_track = link->in_track = -1;
    if (!is_free(graph, link, link->from)) {
        double x = from->x + from->width / 2 + STUB;
        add_net(nets, (struct net){.channel = from->layer + 1,
                                   .group = -1 - at,
                                   .low = x,
                                   .high = link->lane,
                                   .from = x,
                                   .to = NAN,
                                   .result = &link->out_track});
    }
    if (!is_free(graph, link, link->to)) {
        double x = to->x + to->width / 2 + STUB;
        add_net(nets, (struct net){.channel = to->layer,
                                   .group = -1 - FLOW_MAX_LINKS - at,
                                   .low = x,
                                   .high = link->lane,
                                   .from = NAN,
                                   .to = x,
                                   .result = &link->in_track});
    }
}

// Nets that nest: of those to the left the leftmost lies highest, of those to the right the
// rightmost, so that they do not cross. Links that go back come last.
static double rank_of(const struct net *net)
{
    if (isnan(net->from) || isnan(net->to))
        return INFINITY;
    return net->to < net->from ? net->from : -net->from + 1e6;
}

static int compare_nets(const void *a, const void *b)
{
    const struct net *net = a, *other = b;
    double x = rank_of(net), y = rank_of(other);
    if (x != y)
        return x > y ? 1 : -1;
    if (net->channel != other->channel)
        return net->channel > other->channel ? 1 : -1;
    return (net->group > other->group) - (net->group < other->group);
}

static struct nets find_nets(const hai_block *block, struct graph *graph)
{
    size_t most = (size_t)graph->piece_count + 2 * (size_t)graph->link_count + 1;
    struct nets nets = {.items = hai_block_alloc(block, most * sizeof *nets.items)};
    for (int32_t i = 0; i < graph->piece_count; i++) {
        struct piece *piece = &graph->pieces[i];
        piece->track = -1;
        if (fabs(piece->from_x - piece->to_x) < 0.5)
            continue;
        add_net(&nets, (struct net){.channel = graph->vertices[piece->to].layer,
                                    .group = group_of(graph, piece),
                                    .low = fmin(piece->from_x, piece->to_x),
                                    .high = fmax(piece->from_x, piece->to_x),
                                    .from = piece->from_x,
                                    .to = piece->to_x,
                                    .result = &piece->track});
    }
    for (int32_t i = 0; i < graph->link_count; i++)
        if (graph->links[i].is_back)
            add_back_nets(graph, &nets, &graph->links[i], i);
    if (nets.count > 1)
        qsort(nets.items, (size_t)nets.count, sizeof *nets.items, compare_nets);
    return nets;
}

static bool are_together(const struct net *a, const struct net *b)
{
    return a->channel == b->channel && a->group == b->group;
}

// `a` comes from above where `b` goes on below: a must be the higher one.
static bool is_above(const struct net *a, const struct net *b)
{
    return a->channel == b->channel && a->group != b->group && fabs(a->from - b->to) < NEAR;
}

// Whether all nets of a group may go onto a track now.
static bool may_go(const struct nets *nets, const struct net *group, int32_t track)
{
    for (int32_t i = 0; i < nets->count; i++) {
        const struct net *member = &nets->items[i];
        if (!are_together(member, group))
            continue;
        for (int32_t j = 0; j < nets->count; j++) {
            const struct net *other = &nets->items[j];
            if (other->channel != group->channel || other->group == group->group)
                continue;
            if (is_above(other, member) && (other->track < 0 || other->track >= track))
                return false;
            if (other->track == track && member->low < other->high + NEAR &&
                other->low < member->high + NEAR)
                return false;
        }
    }
    return true;
}

static void set_track(struct nets *nets, const struct net *group, int32_t track)
{
    for (int32_t i = 0; i < nets->count; i++)
        if (are_together(&nets->items[i], group)) {
            nets->items[i].track = track;
            *nets->items[i].result = track;
        }
}

// Track by track from above, those first that may; where each waits for another, the first does.
static int32_t fill_channel(struct nets *nets, int32_t channel)
{
    for (int32_t track = 0;; track++) {
        int32_t waiting = -1;
        bool has_any = false;
        for (int32_t i = 0; i < nets->count; i++) {
            struct net *net = &nets->items[i];
            if (net->channel != channel || net->track >= 0)
                continue;
            if (may_go(nets, net, track)) {
                set_track(nets, net, track);
                has_any = true;
            } else if (waiting < 0) {
                waiting = i;
            }
        }
        if (waiting < 0)
            return has_any ? track + 1 : track;
        if (!has_any)
            set_track(nets, &nets->items[waiting], track);
    }
}

// --- Heights ---

static void plan_words(const hai_block *block, struct vertex *vertex)
{
    const hai_theme *theme = hai_block_theme(block);
    struct kit_look look = {.style = KIT_ITEM_PLAIN,
                            .lead = vertex->item.icon != NULL ? KIT_LEAD_AUTO : KIT_LEAD_NONE,
                            .align = HAI_TEXT_CENTRE,
                            .title_size = 0.86,
                            .is_compact = true};
    struct kit_item item = vertex->item;
    item.image = NULL;
    hai_colour colour = kit_item_colour(theme, &item);
    if (vertex->shape == SHAPE_START)
        look.ink = kit_on(block, colour);
    double inset = vertex->shape == SHAPE_DECISION ? FLOW_POINT + 10 : 20;
    vertex->words = kit_item_plan(block, &item, &look, fmax(vertex->width - 2 * inset, 1));
}

static void stack_layers(struct graph *graph, const int32_t *tracks)
{
    double y = 0;
    for (int32_t i = 0; i <= graph->layer_count; i++) {
        bool is_end = i == 0 || i == graph->layer_count;
        double channel = graph->rooms[i] + tracks[i] * FLOW_TRACK + FLOW_ARROW;
        if (is_end)
            channel = tracks[i] > 0 ? tracks[i] * FLOW_TRACK + 12 : 0;
        graph->channels[i] = is_end ? channel : fmax(channel, LEAST_CHANNEL);
        y += graph->channels[i];
        if (i == graph->layer_count)
            break;
        graph->tops[i] = y;
        y += graph->heights[i];
    }
    graph->height = y;
}

void graph_route(const hai_block *block, struct graph *graph)
{
    size_t layers = (size_t)graph->layer_count + 1;
    graph->tops = hai_block_alloc(block, layers * sizeof *graph->tops);
    graph->heights = hai_block_alloc(block, layers * sizeof *graph->heights);
    graph->rooms = hai_block_alloc(block, layers * sizeof *graph->rooms);
    graph->channels = hai_block_alloc(block, layers * sizeof *graph->channels);
    int32_t *tracks = hai_block_alloc(block, layers * sizeof *tracks);
    for (int32_t i = 0; i < graph->step_count; i++) {
        struct vertex *vertex = &graph->vertices[i];
        plan_words(block, vertex);
        double *height = &graph->heights[vertex->layer];
        *height = fmax(fmax(*height, vertex->words.size.height + 28), 76);
    }
    for (int32_t i = 0; i < graph->piece_count; i++)
        graph->pieces[i].to_x = graph->vertices[graph->pieces[i].to].x;
    for (int32_t i = 0; i < graph->count; i++)
        place_ports(block, graph, i);
    struct nets nets = find_nets(block, graph);
    for (int32_t i = 0; i <= graph->layer_count; i++)
        tracks[i] = fill_channel(&nets, i);
    stack_layers(graph, tracks);
}
