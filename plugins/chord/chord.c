// SPDX-License-Identifier: MIT
//
// Flows between groups on a ring: a ribbon for each flow, as thick as it is large, with an arrow
// where it arrives (Martin Krzywinski et al., "Circos: an information aesthetic for comparative
// genomics", 2009).
#include "chord.h"

#define MAX_LINKS 300

static const struct chord defaults = {.chart = {CHART_DEFAULTS, .height = 640, .highlight = ""},
                                      .source = -1,
                                      .target = -1,
                                      .out_title = "流出",
                                      .in_title = "流入"};

static const char *const directed_choices[] = {"auto", "yes", "no", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct chord, chart.rows, .flags = HAI_REQUIRED,
              .help_zh = "数据表:一行一个流向,或矩阵,行为来源、列为去向",
              .help_en = "The data: a flow in each row; or a matrix, rows the sources, columns the "
                         "targets"),
    HAI_COLUMN("source", struct chord, source, "source", .help_zh = "来源列",
               .help_en = "Column that names where a flow comes from"),
    HAI_COLUMN("target", struct chord, target, "target", .help_zh = "去向列",
               .help_en = "Column that names where a flow goes"),
    HAI_COLUMN("value", struct chord, chart.value, "value", .help_zh = "数值列",
               .help_en = "Column of values"),
    HAI_COLUMN("label", struct chord, chart.label, "label", .help_zh = "矩阵的名称列",
               .help_en = "Column of names of a matrix"),
    HAI_STRING("unit", struct chord, chart.unit, .help_zh = "单位,写在数值后",
               .help_en = "Unit, written after each value"),
    HAI_NUMBER_OPTIONS(struct chord, chart.number),
    HAI_CHOICE("directed", struct chord, directed, directed_choices,
               .help_zh = "是否分方向:矩阵对称时不分、分、不分",
               .help_en = "Whether flows have a direction: unless a matrix is symmetric, yes, no"),
    HAI_STRING("out_title", struct chord, out_title, .help_zh = "流出数值前的文字",
               .help_en = "Words before what goes out"),
    HAI_STRING("in_title", struct chord, in_title, .help_zh = "流入数值前的文字",
               .help_en = "Words before what comes in"),
    CHART_COLOUR_OPTIONS(struct chord, chart),
    CHART_SIZE_OPTIONS(struct chord, chart),
    CHART_LABEL_OPTION(struct chord, chart),
};

// --- The data ---

static bool is_long(const struct chord *chord)
{
    return chord->source >= 0 && chord->target >= 0 && chord->chart.value >= 0;
}

static struct chart_flows *read_flows(const hai_block *block, const struct chord *chord)
{
    struct chart_flow_source source = {.rows = chord->chart.rows,
                                       .source = chord->chart.label,
                                       .target = -1,
                                       .value = -1,
                                       .most = MAX_LINKS};
    if (is_long(chord)) {
        source.source = chord->source;
        source.target = chord->target;
        source.value = chord->chart.value;
    }
    return chart_flows_read(block, &source);
}

static double back_value(const struct chart_flows *flows, const struct chart_flow *flow)
{
    for (int32_t i = 0; i < flows->link_count; i++)
        if (flows->links[i].source == flow->target && flows->links[i].target == flow->source)
            return flows->links[i].value;
    return 0;
}

// Every flow has its like in the other direction, so that it is none.
static bool is_symmetric(const struct chart_flows *flows)
{
    bool has_pair = false;
    for (int32_t i = 0; i < flows->link_count; i++) {
        double back = back_value(flows, &flows->links[i]);
        if (fabs(back - flows->links[i].value) > 1e-9 * flows->links[i].value)
            return false;
        has_pair = has_pair || flows->links[i].source != flows->links[i].target;
    }
    return has_pair;
}

// One of each pair: of a symmetric matrix either, else both together.
static void join_pairs(struct chart_flows *flows, bool is_same)
{
    int32_t kept = 0;
    for (int32_t i = 0; i < flows->node_count; i++)
        flows->nodes[i].in = flows->nodes[i].out = 0;
    for (int32_t i = 0; i < flows->link_count; i++) {
        struct chart_flow flow = flows->links[i];
        bool is_joined = false;
        for (int32_t k = 0; k < kept && !is_joined; k++) {
            struct chart_flow *other = &flows->links[k];
            is_joined = flow.source != flow.target && other->source == flow.target &&
                        other->target == flow.source;
            if (is_joined && !is_same)
                other->value += flow.value;
        }
        if (!is_joined)
            flows->links[kept++] = flow;
    }
    flows->link_count = kept;
    for (int32_t i = 0; i < kept; i++) {
        flows->nodes[flows->links[i].source].out += flows->links[i].value;
        flows->nodes[flows->links[i].target].in += flows->links[i].value;
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct chord *chord = data;
    if (chord->chart.rows == NULL || hai_table_rows(chord->chart.rows) == 0)
        return;
    if (!is_long(chord) && chord->chart.label < 0)
        hai_block_error(block, NULL, "chart.values",
                        "name the columns \"source\", \"target\" and \"value\", or \"label\" of a "
                        "matrix",
                        "the table says neither where flows go nor which column names the rows of "
                        "a matrix");
    chart_flows_warn(block, read_flows(block, chord));
}

// --- The plan ---

static struct plan plan(const hai_block *block, const struct chord *chord, hai_box box)
{
    struct plan plan = {.flows = read_flows(block, chord), .frame = {.box = box}};
    if (plan.flows->link_count == 0) {
        plan.flows = NULL;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    bool is_same = is_symmetric(plan.flows);
    plan.is_directed = chord->directed == DIRECTED_YES ||
                       (chord->directed == DIRECTED_AUTO && (is_long(chord) || !is_same));
    if (!plan.is_directed)
        join_pairs(plan.flows, is_same);
    struct chart_options chart = chord->chart;
    if (chart.highlight != NULL && chart.highlight[0] == '\0')
        chart.highlight = NULL;
    struct chart_data *nodes = chart_flow_nodes(block, plan.flows);
    for (int32_t i = 0; i < plan.flows->node_count && !plan.is_directed; i++)
        nodes->series[0].values[i] = plan.flows->nodes[i].in + plan.flows->nodes[i].out;
    plan.styles = chart_category_styles(block, &chart, nodes, true);
    plan.format = chart_data_format(&chart, nodes);
    ring_plan(block, &plan);
    chart_frame_apply(&plan.frame, &chord->chart);
    names_plan(block, chord, &plan, box);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct chord *chord = data;
    // A circle with its words below is as high as it needs to be.
    double height = space.width < CHORD_NARROW ? 0 : chord->chart.height;
    hai_box box = {0, 0, space.width, height};
    return (hai_size){space.width, plan(block, chord, box).frame.box.height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct chord *chord = data;
    struct plan placed = plan(block, chord, box);
    if (placed.flows == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    ring_draw(block, chord, &placed, canvas);
    names_draw(&placed, canvas);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct chord *chord = data;
    struct chart_data *links = chart_flow_links(block, read_flows(block, chord));
    return chart_summary_of(block, "弦图", &chord->chart, links, CHART_STORY_RANK);
}

CHART_PLUGIN("chord", struct chord, "弦图", "Chord diagram", "弦图,各组之间的往来",
             "Flows between groups on a ring, from rows or a matrix");
