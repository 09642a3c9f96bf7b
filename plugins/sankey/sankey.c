// SPDX-License-Identifier: MIT
//
// Flows between things, as ribbons as thick as the flows are large. Names and figures stand beside
// the things; a flow that passes a layer goes between its things, never behind them.
#include <string.h>

#include "sankey.h"

#define MAX_LINKS 200
#define NOTE_GAP 16.0
#define NODE_GAP 14.0
#define LEAST_GAP 3.0      // between names that else had no room
#define NARROW 520.0       // narrower boxes have their flows downwards
#define LEAST_STEP 110.0   // between layers
#define LEAST_SHARE 0.2    // of the width, between two
#define DOWN_STEP 120.0    // at the least, between layers downwards
#define OUTER_SHARE 0.24   // of the width, for the names at either end
#define MOST_HEIGHT 2400.0 // that labels may ask for; twice this where else some had no room
#define MOST_MOVE 0.06     // of a bend; with more, ribbons that part would overlap
#define RIBBON_ALPHA 0.42

static const struct sankey defaults = {.chart = {CHART_DEFAULTS, .height = 560, .highlight = ""},
                                       .source = -1,
                                       .target = -1,
                                       .thickness = 16};

static const char *const directions[] = {"auto", "right", "down", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct sankey, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("source", struct sankey, source, "source", .flags = HAI_REQUIRED,
               .help_zh = "来源列", .help_en = "Column that names where a flow comes from"),
    HAI_COLUMN("target", struct sankey, target, "target", .flags = HAI_REQUIRED,
               .help_zh = "去向列", .help_en = "Column that names where a flow goes"),
    HAI_COLUMN("value", struct sankey, chart.value, "value", .flags = HAI_REQUIRED,
               .help_zh = "数值列", .help_en = "Column of values"),
    HAI_STRING("unit", struct sankey, chart.unit, .help_zh = "单位,写在数值后",
               .help_en = "Unit, written after each value"),
    HAI_NUMBER_OPTIONS(struct sankey, chart.number),
    HAI_CHOICE("direction", struct sankey, direction, directions,
               .help_zh = "流向:按宽度、向右、向下",
               .help_en = "Where flows go: by the width, to the right, downwards"),
    HAI_LENGTH("thickness", struct sankey, thickness, 2, 80, .unit = "px", .help_zh = "节点的粗细",
               .help_en = "Thickness of the bars that flows go through"),
    CHART_COLOUR_OPTIONS(struct sankey, chart),
    CHART_SIZE_OPTIONS(struct sankey, chart),
    CHART_LABEL_OPTION(struct sankey, chart),
};

static struct chart_flows *read_flows(const hai_block *block, const struct sankey *sankey)
{
    struct chart_flow_source source = {.rows = sankey->chart.rows,
                                       .source = sankey->source,
                                       .target = sankey->target,
                                       .value = sankey->chart.value,
                                       .most = MAX_LINKS};
    if (sankey->target < 0 || sankey->chart.value < 0)
        source.rows = NULL;
    return chart_flows_read(block, &source);
}

static void check(const hai_block *block, const void *data)
{
    struct chart_flows *flows = read_flows(block, data);
    const char *cycle = graph_find_cycle(block, flows);
    if (cycle != NULL)
        hai_block_error(block, "rows", "sankey.cycle",
                        "take one of these flows out, or tell apart what comes first and last",
                        "the flows go in a circle: %s", cycle);
    chart_flows_warn(block, flows);
}

// --- The plan ---

// The widest (or highest) label of a layer.
static double widest_label(const struct plan *plan, int32_t layer, bool is_height)
{
    double most = 0;
    for (int32_t i = 0; i < plan->graph->node_count; i++) {
        const struct node *node = &plan->graph->nodes[i];
        if (node->layer == layer)
            most = fmax(most, is_height ? node->label.height : node->label.width);
    }
    return most > 0 ? most + LABEL_GAP : 0;
}

static double *layer_widths(const hai_block *block, const struct graph *graph, double width)
{
    size_t size = ((size_t)graph->layer_count + 1) * sizeof(double);
    double *widths = hai_block_alloc(block, size);
    for (int32_t i = 0; i < graph->layer_count; i++)
        widths[i] = width;
    return widths;
}

// Flows to the right: names in columns at both ends, those between beside their nodes. False where
// the layers come too close.
static bool plan_right(const hai_block *block, const struct sankey *sankey, struct plan *plan,
                       hai_box box)
{
    struct graph *graph = plan->graph;
    int32_t last = graph->layer_count - 1;
    double *widths = layer_widths(block, graph, fmax(box.width * OUTER_SHARE, 60));
    // Between two layers alone no names stand.
    double least_step = last > 1 ? LEAST_STEP : fmin(LEAST_STEP, box.width * LEAST_SHARE);
    bool is_short = false;
    plan->is_down = false;
    // All in two lines, or in one where that would be too high; units at each figure, or once.
    for (int32_t round = 0; round < 4; round++) {
        write_names(block, sankey, plan, widths, is_short);
        double left = widest_label(plan, 0, false), right = widest_label(plan, last, false);
        plan->first = box.x + left;
        plan->step = (box.width - left - right - plan->thickness) / fmax(last, 1);
        for (int32_t i = 1; i < last; i++)
            widths[i] = plan->step - plan->thickness - 2 * LABEL_GAP;
        write_names(block, sankey, plan, widths, is_short);
        if (plan->has_wide_figure && plan->unit == NULL) {
            write_unit(block, sankey, plan, box.width);
            if (plan->unit != NULL)
                continue; // again without units
        }
        if (plan->step < least_step)
            return false;
        if (graph_least_length(graph, NODE_GAP) < sankey->chart.height * 0.6)
            break;
        is_short = true;
        widths[0] = widths[last] = fmax(box.width * OUTER_SHARE * 1.3, 60);
    }
    double roomy = fmin(graph_least_length(graph, NODE_GAP) * 1.35, MOST_HEIGHT);
    double tight = fmin(graph_least_length(graph, LEAST_GAP) * 1.05, 2 * MOST_HEIGHT);
    plan->frame.min_plot_height = fmax(roomy, tight);
    return true;
}

// Flows downwards: names in rows, before the first layer and after each other.
static void plan_down(const hai_block *block, const struct sankey *sankey, struct plan *plan,
                      hai_box box)
{
    struct graph *graph = plan->graph;
    int32_t last = graph->layer_count - 1;
    double *widths = layer_widths(block, graph, 0);
    double em = hai_theme_type(hai_block_theme(block), "caption").size;
    plan->is_down = true;
    for (int32_t i = 0; i < graph->node_count; i++)
        widths[graph->nodes[i].layer] += graph->nodes[i].number >= 0 ? 1 : 0;
    for (int32_t i = 0; i <= last; i++)
        widths[i] =
            fmin(fmax(2 * box.width / fmax(widths[i], 1) - NODE_GAP, 2.2 * em), box.width * 0.6);
    write_names(block, sankey, plan, widths, false);
    if (plan->has_wide_figure && plan->unit == NULL)
        write_unit(block, sankey, plan, box.width);
    write_names(block, sankey, plan, widths, false);
    double labels = 0, ends[2] = {0, 0};
    for (int32_t i = 0; i <= last; i++)
        labels = fmax(labels, widest_label(plan, i, true));
    for (int32_t i = 0; i <= last; i++) {
        // Labels that are wider together than the box stand in two rows.
        bool has_rows = graph_layer_length(graph, i, NODE_GAP) > box.width * 0.9;
        plan->row = has_rows ? labels : plan->row;
        for (int32_t k = 0; k < graph->layer_sizes[i] && has_rows; k++)
            graph->nodes[graph->layers[i][k]].extent /= 2;
        if (i == 0 || i == last)
            ends[i == 0 ? 0 : 1] = widest_label(plan, i, true) + (has_rows ? labels : 0);
    }
    plan->frame.room.top = ends[0];
    plan->frame.room.bottom = ends[1];
    plan->frame.min_plot_height =
        fmax(last * (DOWN_STEP + labels + plan->row), sankey->chart.height * 0.5) + plan->thickness;
}

static void plan_graph(const hai_block *block, struct plan *plan)
{
    struct graph *graph = plan->graph;
    hai_box plot = plan->frame.plot;
    double length = plan->is_down ? plot.width : plot.height;
    // Many things have less between them, as long as all names have room.
    double gap = graph_least_length(graph, NODE_GAP) < length * 0.9 ? NODE_GAP : LEAST_GAP;
    bool by_labels = graph_least_length(graph, gap) < length * (gap < NODE_GAP ? 0.98 : 0.9);
    gap = by_labels ? gap : NODE_GAP;
    for (int32_t i = 0; i < graph->layer_count && !by_labels; i++)
        gap = fmin(gap, length * 0.3 / graph->layer_sizes[i]);
    plan->scale = graph_scale(graph, length, gap, by_labels);
    graph_relax(block, graph, length, gap, plan->scale);
    if (plan->is_down) {
        plan->first = plot.y;
        plan->step = (plot.height - plan->thickness) / fmax(graph->layer_count - 1, 1);
    }
    plan->cross = plan->is_down ? plot.x : plot.y;
    place_names(plan);
}

// A colour for each thing that flows come from. Where flows end there is none, unless the author
// wants one: there the colours of the sources run out.
static void plan_colours(const hai_block *block, const struct sankey *sankey, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_flows *flows = plan->flows;
    struct chart_options chart = sankey->chart;
    bool is_lit = chart.highlight != NULL && chart.highlight[0] != '\0';
    if (!is_lit)
        chart.highlight = NULL;
    struct chart_data *nodes = chart_flow_nodes(block, flows);
    int32_t sources = 0;
    for (int32_t i = 0; i < flows->node_count; i++)
        nodes->order[i] = flows->nodes[i].out > 0 ? sources++ : flows->node_count;
    plan->styles = chart_category_styles(block, &chart, nodes, true);
    plan->format = chart_data_format(&chart, nodes);
    const struct chart_named_colour *colours = chart.colours.items;
    for (int32_t i = 0; i < flows->node_count && !is_lit; i++) {
        bool is_named = false;
        for (uint32_t k = 0; k < chart.colours.count; k++)
            is_named = is_named || (colours[k].name != NULL &&
                                    strcmp(colours[k].name, flows->nodes[i].name) == 0);
        if (!(flows->nodes[i].out > 0) && !is_named)
            plan->styles[i].colour = hai_theme_colour(theme, "muted");
    }
}

static struct plan plan_way(const hai_block *block, const struct sankey *sankey, hai_box box,
                            bool is_right)
{
    struct plan plan = {.flows = read_flows(block, sankey), .frame = {.box = box}};
    if (plan.flows->link_count == 0) {
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan_colours(block, sankey, &plan);
    plan.graph = graph_new(block, plan.flows);
    plan.thickness = fmin(sankey->thickness, box.width * 0.1);
    if (!is_right || !plan_right(block, sankey, &plan, box))
        plan_down(block, sankey, &plan, box);
    chart_frame_apply(&plan.frame, &sankey->chart);
    if (plan.unit != NULL)
        plan.frame.room.top += kit_height(plan.unit) + 8;
    plan.leader = hai_theme_colour(hai_block_theme(block), "weak");
    chart_frame_plan(block, &plan.frame, box);
    plan_graph(block, &plan);
    return plan;
}

// Names without room at their nodes stand below all, where flows go downwards: there the width
// alone says which they are.
static struct plan plan_noted(const hai_block *block, const struct sankey *sankey, hai_box box,
                              struct plan first)
{
    if (first.dropped == 0 || !first.is_down)
        return first;
    note_names(block, sankey, &first, box.width);
    double height = kit_height(first.note) + NOTE_GAP;
    box.height = fmax(box.height - height, 1);
    struct plan plan = plan_way(block, sankey, box, false);
    note_names(block, sankey, &plan, box.width);
    plan.note_y = hai_box_bottom(plan.frame.box) + NOTE_GAP;
    plan.frame.box.height += plan.note != NULL ? height : 0;
    return plan;
}

// Downwards in a narrow box, unless more names find room the other way.
static struct plan plan(const hai_block *block, const struct sankey *sankey, hai_box box)
{
    bool is_auto = sankey->direction == DIRECTION_AUTO;
    bool is_right = is_auto ? box.width >= NARROW : sankey->direction == DIRECTION_RIGHT;
    struct plan first = plan_way(block, sankey, box, is_right);
    if (!is_auto || is_right || first.dropped == 0)
        return plan_noted(block, sankey, box, first);
    struct plan other = plan_way(block, sankey, box, true);
    return plan_noted(block, sankey, box, other.dropped < first.dropped ? other : first);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct sankey *sankey = data;
    hai_box box = {0, 0, space.width, sankey->chart.height};
    return (hai_size){space.width, plan(block, sankey, box).frame.box.height};
}

// --- Ribbons ---

static hai_point place(const struct plan *plan, double along, double cross)
{
    return plan->is_down ? (hai_point){plan->cross + cross, along}
                         : (hai_point){along, plan->cross + cross};
}

static void curve(const struct plan *plan, hai_canvas *canvas, double bend, double from_cross,
                  double to_along, double to_cross)
{
    hai_point first = place(plan, bend, from_cross), second = place(plan, bend, to_cross);
    hai_point end = place(plan, to_along, to_cross);
    hai_canvas_curve_to(canvas, first.x, first.y, second.x, second.y, end.x, end.y);
}

// One edge of a piece. Its bend is moved along so that the ribbon is as thick across its own
// direction as at its ends: by tan(angle / 2) of half the thickness at the middle, where a cubic
// with both bends in the middle falls by twice the whole slope.
static void edge(const struct plan *plan, hai_canvas *canvas, const struct piece *piece,
                 double side, bool is_back)
{
    const struct node *a = &plan->graph->nodes[piece->from], *b = &plan->graph->nodes[piece->to];
    double half = piece->value * plan->scale / 2;
    double from = plan->first + plan->step * a->layer + plan->thickness;
    double to = plan->first + plan->step * b->layer;
    double from_cross = a->centre + piece->from_offset + side * half;
    double to_cross = b->centre + piece->to_offset + side * half;
    double angle = atan2(2 * (to_cross - from_cross), to - from);
    double move = -side * half * tan(angle / 2) / 0.75, most = (to - from) * MOST_MOVE;
    double bend = (from + to) / 2 + fmin(fmax(move, -most), most);
    hai_point start = is_back ? place(plan, to, to_cross) : place(plan, from, from_cross);
    hai_canvas_line_to(canvas, start.x, start.y);
    if (is_back)
        curve(plan, canvas, bend, to_cross, from, from_cross);
    else
        curve(plan, canvas, bend, from_cross, to, to_cross);
}

static void draw_link(const struct plan *plan, int32_t first, int32_t count, hai_canvas *canvas)
{
    const struct graph *graph = plan->graph;
    const struct piece *pieces = &graph->pieces[first];
    const struct node *source = &graph->nodes[pieces[0].from];
    const struct node *target = &graph->nodes[pieces[count - 1].to];
    double from = plan->first + plan->step * source->layer + plan->thickness;
    double to = plan->first + plan->step * target->layer;
    double top = source->centre + pieces[0].from_offset - pieces[0].value * plan->scale / 2;
    hai_point start = place(plan, from, top);
    hai_canvas_move_to(canvas, start.x, start.y);
    for (int32_t i = 0; i < count; i++)
        edge(plan, canvas, &pieces[i], -1, false);
    for (int32_t i = count; i-- > 0;)
        edge(plan, canvas, &pieces[i], 1, true);
    hai_canvas_close(canvas);
    const hai_stop stops[] = {
        {0, hai_colour_fade(plan->styles[source->number].colour, RIBBON_ALPHA)},
        {1, hai_colour_fade(plan->styles[target->number].colour, RIBBON_ALPHA)}};
    hai_canvas_fill(canvas, hai_paint_linear(place(plan, from, 0), place(plan, to, 0), stops, 2));
}

static void draw_nodes(const struct sankey *sankey, const struct plan *plan, hai_canvas *canvas)
{
    for (int32_t i = 0; i < plan->graph->node_count; i++) {
        const struct node *node = &plan->graph->nodes[i];
        if (node->number < 0)
            continue;
        double along = plan->first + plan->step * node->layer;
        double size = fmax(node->size, 1); // is seen at least
        hai_point at = place(plan, along, node->centre - size / 2);
        hai_box box = plan->is_down ? (hai_box){at.x, at.y, size, plan->thickness}
                                    : (hai_box){at.x, at.y, plan->thickness, size};
        struct chart_style style = plan->styles[node->number];
        if (!sankey->chart.decals)
            style.decal = CHART_DECAL_NONE;
        chart_fill_bar(canvas, box, 2, CHART_ABOVE | CHART_RIGHT | CHART_BELOW | CHART_LEFT,
                       &style);
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct sankey *sankey = data;
    struct plan placed = plan(block, sankey, box);
    if (placed.graph == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    if (placed.unit != NULL) {
        double top = placed.frame.plot.y - placed.frame.room.top;
        hai_canvas_paragraph(canvas, placed.unit, placed.frame.box.x, top);
    }
    const struct graph *graph = placed.graph;
    for (int32_t i = 0, count; i < graph->piece_count; i += count) {
        count = 1;
        while (i + count < graph->piece_count &&
               graph->pieces[i + count].link == graph->pieces[i].link)
            count++;
        draw_link(&placed, i, count, canvas);
    }
    draw_nodes(sankey, &placed, canvas);
    draw_names(&placed, canvas);
    if (placed.note != NULL)
        hai_canvas_paragraph(canvas, placed.note, placed.frame.box.x, placed.note_y);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct sankey *sankey = data;
    struct chart_data *links = chart_flow_links(block, read_flows(block, sankey));
    return chart_summary_of(block, "桑基图", &sankey->chart, links, CHART_STORY_RANK);
}

CHART_PLUGIN("sankey", struct sankey, "桑基图", "Sankey diagram", "桑基图,流量的来源和去向",
             "Flows from sources to targets, as ribbons as thick as the flows are large");
