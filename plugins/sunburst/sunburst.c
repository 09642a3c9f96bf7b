// SPDX-License-Identifier: MIT
//
// Parts of a whole in rings, each ring dividing the one inside it (John Stasko, Eugene Zhang,
// "Focus+context display and navigation techniques for enhancing radial, space-filling hierarchy
// visualizations", 2000). Names stand in the arcs, beside the circle with leader lines, or in a
// line below.
#include "sunburst.h"

#define MAX_ARCS 200
#define MAX_LEGEND 12
#define OUTER_MORE 0.3    // of a ring, that the outermost is thicker
#define LIST_WIDTH 640.0  // narrower boxes have their words below the circle
#define LIST_CIRCLE 400.0 // height of the circle then
#define NOTE_GAP 16.0
#define RIM 36.0           // above and below the circle, for leader lines
#define LEAST_NAMED 0.25   // of all arcs beside a list
#define LEAST_VALUED 0.92  // of the radius, with values of all leaves
#define LEAST_RADIUS 130.0 // that columns of names at the sides leave
#define NAME_SHARE 0.22    // of the width, that a name at the side may take

static const struct sunburst defaults = {
    .chart = {CHART_DEFAULTS, .height = 640, .highlight = "", .sort = CHART_SORT_FALLING},
    .show = CHART_SHOW_SHARE,
    .centre = "合计"};

static const char *const sorts[] = {"none", "falling", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct sunburst, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_LIST("path", struct sunburst, chart.columns, &chart_column_item, .max_count = MAX_RINGS,
             .help_zh = "由内到外各环的名称列;不写则取各文字列",
             .help_en = "Columns of names, a ring each, from the inside; else all columns of text"),
    HAI_COLUMN("value", struct sunburst, chart.value, "value", .flags = HAI_REQUIRED,
               .help_zh = "数值列", .help_en = "Column of values"),
    HAI_STRING("unit", struct sunburst, chart.unit, .help_zh = "单位,写在数值后",
               .help_en = "Unit, written after each value"),
    HAI_NUMBER_OPTIONS(struct sunburst, chart.number),
    HAI_CHOICE("show", struct sunburst, show, chart_tree_shows, .help_zh = "写数值还是占比",
               .help_en = "Write values or shares of the whole"),
    HAI_TEXT("centre", struct sunburst, centre, .help_zh = "圆心的文字,下写合计数",
             .help_en = "Words in the middle, above the total"),
    HAI_CHOICE("sort", struct sunburst, chart.sort, sorts, .help_zh = "排序:原序、降序",
               .help_en = "As given, or largest first"),
    HAI_INT("top", struct sunburst, chart.top, 0, MAX_ARCS,
            .help_zh = "只留最大的几项,各组其余合为“其他”;0全留",
            .help_en = "Keep so many of the largest, the rest of each branch together as 其他; "
                       "0: all"),
    CHART_COLOUR_OPTIONS(struct sunburst, chart),
    CHART_SIZE_OPTIONS(struct sunburst, chart),
    CHART_LABEL_OPTION(struct sunburst, chart),
    CHART_LEGEND_OPTION(struct sunburst, chart),
};

// --- The data ---

static bool is_text(const hai_table *table, int32_t column)
{
    for (int32_t row = 0; row < hai_table_rows(table); row++)
        if (hai_table_text(table, row, column)[0] != '\0' &&
            isnan(hai_table_number(table, row, column)))
            return true;
    return false;
}

static int32_t find_path(const struct sunburst *sunburst, int32_t path[MAX_RINGS])
{
    const hai_table *table = sunburst->chart.rows;
    const struct chart_column *columns = sunburst->chart.columns.items;
    int32_t count = 0;
    for (uint32_t i = 0; i < sunburst->chart.columns.count && count < MAX_RINGS; i++)
        if (columns[i].column != NULL)
            path[count++] = hai_table_find_column(table, columns[i].column);
    for (int32_t i = 0;
         sunburst->chart.columns.count == 0 && i < hai_table_columns(table) && count < MAX_RINGS;
         i++)
        if (i != sunburst->chart.value && is_text(table, i))
            path[count++] = i;
    return count;
}

static struct chart_tree *read_tree(const hai_block *block, const struct sunburst *sunburst)
{
    int32_t path[MAX_RINGS];
    struct chart_tree_source source = {.rows = sunburst->chart.rows,
                                       .path = path,
                                       .path_count = find_path(sunburst, path),
                                       .value = sunburst->chart.value,
                                       .second = -1,
                                       .most =
                                           sunburst->chart.top > 0 ? sunburst->chart.top : MAX_ARCS,
                                       .is_sorted = sunburst->chart.sort != CHART_SORT_NONE};
    return chart_tree_read(block, &source);
}

static void check(const hai_block *block, const void *data)
{
    const struct sunburst *sunburst = data;
    const hai_table *table = sunburst->chart.rows;
    if (table == NULL || sunburst->chart.value < 0)
        return;
    const struct chart_column *columns = sunburst->chart.columns.items;
    for (uint32_t i = 0; i < sunburst->chart.columns.count; i++)
        if (columns[i].column != NULL && hai_table_columns(table) > 0 &&
            hai_table_find_column(table, columns[i].column) < 0)
            hai_block_error(block, hai_block_printf(block, "path/%u/column", i), "option.column",
                            NULL, "the table has no column '%s'", columns[i].column);
    chart_tree_warn(block, read_tree(block, sunburst));
}

// --- Arcs ---

static void plan_colours(const hai_block *block, const struct sunburst *sunburst, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_node *nodes = plan->tree->nodes;
    struct chart_options chart = sunburst->chart;
    if (chart.highlight != NULL && chart.highlight[0] == '\0')
        chart.highlight = NULL;
    plan->styles = chart_category_styles(block, &chart, chart_tree_tops(block, plan->tree), true);
    plan->colours = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *plan->colours);
    hai_colour ground = hai_theme_colour(theme, "surface");
    for (int32_t i = 1; i < plan->tree->count; i++) {
        const struct chart_node *node = &nodes[i], *parent = &nodes[node->parent];
        hai_colour colour = plan->styles[node->top - 1].colour;
        // Each ring paler than the one inside it, and siblings in turn, so that they part.
        double pale = 0.24 * (node->depth - 1) +
                      (node->depth > 1 ? 0.14 * (i - parent->first) / parent->count : 0);
        plan->colours[i] = hai_colour_mix(colour, ground, fmin(pale, 0.72));
    }
}

static void plan_arcs(const hai_block *block, struct plan *plan)
{
    const struct chart_tree *tree = plan->tree;
    plan->arcs = hai_block_alloc(block, (size_t)tree->count * sizeof *plan->arcs);
    plan->hole = plan->radius * (tree->depth > 2 ? 0.24 : 0.3);
    // The outermost ring is the thickest: it has the most names.
    double ring = (plan->radius - plan->hole) / (fmax(tree->depth, 1) + OUTER_MORE);
    plan->arcs[0] = (struct arc){0, 2 * CHART_PI, 0, plan->hole};
    for (int32_t i = 0; i < tree->count; i++) {
        const struct chart_node *node = &tree->nodes[i];
        double from = plan->arcs[i].from, span = plan->arcs[i].to - from, sum = 0;
        for (int32_t k = 0; k < node->count; k++) {
            struct arc *arc = &plan->arcs[node->first + k];
            arc->from = from + span * (sum / node->value);
            sum += tree->nodes[node->first + k].value;
            arc->to = from + span * fmin(sum / node->value, 1);
            arc->inner = plan->arcs[i].outer;
            arc->outer = arc->inner + ring * (node->depth + 1 == tree->depth ? 1 + OUTER_MORE : 1);
        }
    }
}

static void plan_words(const hai_block *block, const struct sunburst *sunburst, struct plan *plan)
{
    bool has_values = sunburst->chart.labels != CHART_LABELS_NONE;
    plan->words = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *plan->words);
    for (int32_t i = 1; i < plan->tree->count; i++)
        plan->words[i] = arc_words_fit(block, &plan->arcs[i], plan->tree->nodes[i].name,
                                       has_values ? plan->texts[i] : NULL, plan->colours[i]);
}

// --- Beside the circle ---

// Whether all is told in the arc that is to be told.
static bool has_all_words(const struct sunburst *sunburst, const struct plan *plan, int32_t at)
{
    return plan->words[at].name != NULL &&
           (plan->words[at].value != NULL || sunburst->chart.labels == CHART_LABELS_NONE);
}

// What the first and largest circle has no room for. Smaller ones, which follow from that, move no
// more than what then has no name: else each would make the next one smaller.
static void write_sides(const hai_block *block, const struct sunburst *sunburst, struct plan *plan,
                        bool is_first)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_tree *tree = plan->tree;
    hai_text_style style = kit_type(theme, "caption", "ink", HAI_TEXT_TITLE);
    style.line_height = 1.25;
    double most = fmax(plan->frame.box.width * NAME_SHARE, 4 * style.size);
    bool has_values = sunburst->chart.labels != CHART_LABELS_NONE;
    plan->side_count = 0;
    for (int32_t i = 1; i < tree->count; i++) {
        const struct chart_node *node = &tree->nodes[i];
        bool is_beside = plan->is_beside[i] || plan->words[i].name == NULL ||
                         (is_first && !has_all_words(sunburst, plan, i));
        if (node->count > 0 || !is_beside || node->name[0] == '\0')
            continue;
        plan->is_beside[i] = true;
        plan->words[i] = (struct arc_words){0}; // a name alone stands beside the circle too
        const char *text =
            has_values ? hai_block_printf(block, "%s %s", node->name, plan->texts[i]) : node->name;
        const hai_paragraph *words = hai_paragraph_new(block, text, &style, 0);
        if (hai_paragraph_size(words).width > most)
            words = hai_paragraph_new(block, text, &style, most);
        plan->side_nodes[plan->side_count] = i;
        plan->sides[plan->side_count++] =
            (struct chart_side_label){.first = words,
                                      .angle = (plan->arcs[i].from + plan->arcs[i].to) / 2,
                                      .priority = node->value,
                                      .colour = hai_theme_colour(theme, "weak"),
                                      .radius = plan->arcs[i].outer};
    }
}

static bool has_inner_words(const struct plan *plan, int32_t at)
{
    return plan->tree->nodes[at].count == 0 || plan->words[at].name != NULL ||
           plan->tree->nodes[at].name[0] == '\0';
}

// The column of names at one side of the circle.
static double side_width(const hai_block *block, const struct plan *plan, bool is_right)
{
    size_t size = ((size_t)plan->side_count + 1) * sizeof(struct chart_side_label);
    struct chart_side_label *labels = hai_block_alloc(block, size);
    int32_t count = 0;
    for (int32_t i = 0; i < plan->side_count; i++)
        if ((sin(plan->sides[i].angle) >= -1e-12) == is_right)
            labels[count++] = plan->sides[i];
    return chart_side_width(labels, count);
}

// The circle in the plot, between columns of names if these leave it enough room. Names whose
// values have no room in their arcs stand there too, if `are_valued`.
static void fit_circle(const hai_block *block, const struct sunburst *sunburst, struct plan *plan,
                       bool are_valued)
{
    hai_box plot = plan->frame.plot;
    double whole = fmin(plot.width, plot.height) / 2, left = 0, right = 0;
    double high = fmin(whole, plot.height / 2 - RIM);
    bool has_sides = false;
    plan->radius = fmax(high, 24);
    plan->is_beside = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *plan->is_beside);
    // A smaller circle has less room in its arcs, so that more names stand beside it.
    for (int32_t round = 0; round < 6 && plan->list == NULL; round++) {
        plan_arcs(block, plan);
        plan_words(block, sunburst, plan);
        write_sides(block, sunburst, plan, are_valued && round == 0);
        left = side_width(block, plan, false);
        right = side_width(block, plan, true);
        double radius = fmin(high, (plot.width - left - right) / 2);
        has_sides = plan->side_count > 0 && radius >= LEAST_RADIUS;
        if (!has_sides || radius > plan->radius - 0.5)
            break;
        plan->radius = radius;
    }
    plan->centre = (hai_point){plot.x + plot.width / 2, plot.y + plot.height / 2};
    if (has_sides) {
        // In the middle, or as far from it as the fuller side needs.
        double least = plot.x + left + plan->radius;
        double most = hai_box_right(plot) - right - plan->radius;
        plan->centre.x = fmin(fmax(plan->centre.x, least), most);
        (void)chart_side_place(block, plan->sides, plan->side_count, plot, plan->centre,
                               plan->radius);
        return;
    }
    plan->side_count = 0;
    plan->radius = fmax(whole, 24);
    plan_arcs(block, plan);
    plan_words(block, sunburst, plan);
}

static void plan_circle(const hai_block *block, const struct sunburst *sunburst, struct plan *plan)
{
    fit_circle(block, sunburst, plan, false);
    double radius = plan->radius;
    fit_circle(block, sunburst, plan, true);
    // Values of small leaves are not worth a much smaller circle.
    if (plan->radius < radius * LEAST_VALUED)
        fit_circle(block, sunburst, plan, false);
}

static void plan_note(const hai_block *block, struct plan *plan)
{
    const struct chart_tree *tree = plan->tree;
    bool *is_told = hai_block_alloc(block, (size_t)tree->count * sizeof *is_told);
    int32_t inner = 0;
    for (int32_t i = 1; i < tree->count; i++) {
        is_told[i] = plan->words[i].name != NULL;
        // Those in the innermost ring are told in the legend.
        inner += tree->nodes[i].depth > 1 && !has_inner_words(plan, i) ? 1 : 0;
    }
    for (int32_t i = 0; i < plan->side_count; i++)
        is_told[plan->side_nodes[i]] = plan->sides[i].is_placed;
    plan->note = chart_tree_note(block, tree, is_told, plan->texts, CHART_UNNAMED,
                                 plan->frame.box.width, &plan->dropped);
    plan->dropped += inner;
}

static void plan_legend(const hai_block *block, const struct sunburst *sunburst, struct plan *plan)
{
    const struct chart_node *root = &plan->tree->nodes[0];
    const char **names = hai_block_alloc(block, ((size_t)root->count + 1) * sizeof *names);
    int32_t count = 0;
    for (int32_t i = 0; i < root->count; i++) {
        int32_t at = root->first + i;
        // Branches whose share has no room are told with it.
        bool is_wanted = sunburst->chart.legend == CHART_LEGEND_TOP || !has_inner_words(plan, at) ||
                         (plan->tree->nodes[at].count > 0 && !has_all_words(sunburst, plan, at));
        const char *name = plan->tree->nodes[at].name;
        bool has_value = sunburst->chart.labels != CHART_LABELS_NONE && name[0] != '\0';
        names[i] = !is_wanted  ? NULL
                   : has_value ? hai_block_printf(block, "%s %s", name, plan->texts[at])
                               : name;
        count += is_wanted ? 1 : 0;
    }
    if (sunburst->chart.legend != CHART_LEGEND_NONE && count <= MAX_LEGEND)
        plan->frame.legend = chart_legend_new(block, names, plan->styles, root->count,
                                              CHART_SWATCH_BOX, plan->frame.box.width);
    else
        plan->dropped += sunburst->chart.legend == CHART_LEGEND_NONE ? 0 : count;
}

// Words, total and unit in the hole. False: they find no room in it.
static bool plan_hole(const hai_block *block, const struct sunburst *sunburst, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style figure = kit_type(theme, "value", "ink", HAI_TEXT_LEFT);
    hai_text_style word = kit_type(theme, "caption", NULL, HAI_TEXT_LEFT);
    word.line_height = figure.line_height = 1.25;
    const double sizes[] = {1.3 * figure.size, figure.size, word.size};
    const char *unit = sunburst->chart.unit == NULL ? "" : sunburst->chart.unit;
    const char *total = hai_number_text(block, plan->tree->nodes[0].value, &plan->format);
    for (size_t i = 0; i < 2 * HAI_COUNT(sizes); i++) {
        // The unit beside the figure, or below it.
        bool is_below = i % 2 == 1;
        figure.size = sizes[i / 2];
        plan->hole_lines[0] = hai_paragraph_new(block, sunburst->centre, &word, 0);
        plan->hole_lines[1] = hai_paragraph_new(
            block, is_below ? total : hai_block_printf(block, "%s%s", total, unit), &figure, 0);
        plan->hole_lines[2] = hai_paragraph_new(block, is_below ? unit : NULL, &word, 0);
        double width = 0, height = 0;
        for (size_t k = 0; k < HAI_COUNT(plan->hole_lines); k++) {
            hai_size size = hai_paragraph_size(plan->hole_lines[k]);
            width = fmax(width, size.width);
            height += size.height;
        }
        if (hypot(width, height * 0.75) / 2 <= plan->hole - 6)
            return true;
    }
    plan->hole_lines[1] = NULL;
    plan->hole_lines[0] = plan->hole_lines[2] = NULL;
    return false;
}

// Words at the circle, beside it, in a legend, in a note.
static void plan_with_note(const hai_block *block, const struct sunburst *sunburst,
                           struct plan *plan, hai_box box)
{
    // A circle that legend and note have made smaller may have more to tell in the legend.
    for (int32_t pass = 0; pass < 2; pass++) {
        chart_frame_plan(block, &plan->frame, box);
        plan_circle(block, sunburst, plan);
        plan_legend(block, sunburst, plan);
    }
    chart_frame_plan(block, &plan->frame, box);
    plan_circle(block, sunburst, plan);
    plan_note(block, plan);
    // Room that the note was once given is kept: this ends.
    while (plan->note != NULL &&
           kit_height(plan->note) + NOTE_GAP > plan->frame.room.bottom + 0.01) {
        plan->frame.room.bottom = kit_height(plan->note) + NOTE_GAP;
        chart_frame_plan(block, &plan->frame, box);
        plan_circle(block, sunburst, plan);
        plan_note(block, plan);
    }
}

// Names of a few arcs in a circle that is else empty look like chance: the list tells all of them.
static void clear_few_words(struct plan *plan)
{
    double named = 0, all = 0;
    for (int32_t i = 1; i < plan->tree->count; i++) {
        named += plan->words[i].name != NULL ? plan->tree->nodes[i].value : 0;
        all += plan->tree->nodes[i].value;
    }
    for (int32_t i = 1; named < all * LEAST_NAMED && i < plan->tree->count; i++)
        plan->words[i] = (struct arc_words){0};
}

// The circle as wide as the box, or as high as it may be, and all words below it.
static void plan_with_list(const hai_block *block, const struct sunburst *sunburst,
                           struct plan *plan, hai_box box)
{
    const char *unit = sunburst->chart.unit == NULL ? "" : sunburst->chart.unit;
    const char *total =
        hai_block_printf(block, "%s %s%s", sunburst->centre,
                         hai_number_text(block, plan->tree->nodes[0].value, &plan->format), unit);
    plan->note = NULL;
    plan->side_count = 0;
    plan->frame.min_plot_height = fmin(fmin(box.width, LIST_CIRCLE), sunburst->chart.height);
    // What has no room in the hole stands above the list.
    for (int32_t pass = 0; pass < 2; pass++) {
        list_plan(block, plan, pass == 0 ? NULL : total, box.width);
        plan->frame.room.bottom = plan->list_height + NOTE_GAP;
        chart_frame_plan(block, &plan->frame, box);
        plan_circle(block, sunburst, plan);
        clear_few_words(plan);
        if (pass == 0 && plan_hole(block, sunburst, plan))
            return;
    }
}

static struct plan plan(const hai_block *block, const struct sunburst *sunburst, hai_box box)
{
    struct plan plan = {.tree = read_tree(block, sunburst), .frame = {.box = box}};
    if (!(plan.tree->nodes[0].value > 0)) {
        plan.tree = NULL;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    size_t count = (size_t)plan.tree->count;
    plan.sides = hai_block_alloc(block, count * sizeof *plan.sides);
    plan.side_nodes = hai_block_alloc(block, count * sizeof *plan.side_nodes);
    plan.texts = chart_tree_texts(block, plan.tree, &sunburst->chart,
                                  sunburst->show == CHART_SHOW_SHARE, &plan.format);
    plan_colours(block, sunburst, &plan);
    chart_frame_apply(&plan.frame, &sunburst->chart);
    struct chart_frame frame = plan.frame;
    plan.frame.min_plot_height = sunburst->chart.height * 0.8;
    if (box.width >= LIST_WIDTH) {
        plan_with_note(block, sunburst, &plan, box);
        (void)plan_hole(block, sunburst, &plan);
    }
    if (box.width < LIST_WIDTH || plan.dropped > 0) {
        plan.frame = frame;
        plan_with_list(block, sunburst, &plan, box);
    }
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct sunburst *sunburst = data;
    hai_box box = {0, 0, space.width, space.width < LIST_WIDTH ? 0 : sunburst->chart.height};
    return (hai_size){space.width, plan(block, sunburst, box).frame.box.height};
}

// --- Drawing ---

static void draw_arc(const hai_block *block, const struct sunburst *sunburst,
                     const struct plan *plan, int32_t at, hai_canvas *canvas)
{
    const struct chart_node *node = &plan->tree->nodes[at];
    struct chart_style style = plan->styles[node->top - 1];
    const struct arc *arc = &plan->arcs[at];
    double length = (arc->to - arc->from) * arc->outer;
    // What is its own of a branch has no name and no arc.
    if (length < 0.05 || (node->name[0] == '\0' && node->depth > 1))
        return;
    style.colour = plan->colours[at];
    if (!sunburst->chart.decals)
        style.decal = CHART_DECAL_NONE;
    chart_fill_sector(canvas, plan->centre, arc->inner, arc->outer, arc->from, arc->to, &style);
    chart_sector_path(canvas, plan->centre, arc->inner, arc->outer, arc->from, arc->to);
    hai_canvas_stroke(canvas, hai_stroke_width(fmin(2.5, length * 0.4)),
                      hai_paint_colour(hai_theme_colour(hai_block_theme(block), "surface")));
}

static void draw_hole(const struct plan *plan, hai_canvas *canvas)
{
    double height = 0;
    for (size_t i = 0; i < HAI_COUNT(plan->hole_lines); i++)
        height += kit_height(plan->hole_lines[i]);
    double y = plan->centre.y - height / 2;
    for (size_t i = 0; i < HAI_COUNT(plan->hole_lines); i++) {
        const hai_paragraph *line = plan->hole_lines[i];
        if (line == NULL)
            continue;
        hai_canvas_paragraph(canvas, line, plan->centre.x - hai_paragraph_size(line).width / 2, y);
        y += kit_height(line);
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct sunburst *sunburst = data;
    struct plan placed = plan(block, sunburst, box);
    if (placed.tree == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    for (int32_t i = 1; i < placed.tree->count; i++)
        draw_arc(block, sunburst, &placed, i, canvas);
    for (int32_t i = 1; i < placed.tree->count; i++)
        arc_words_draw(&placed.words[i], &placed.arcs[i], placed.centre, canvas);
    chart_side_draw(placed.sides, placed.side_count, canvas);
    draw_hole(&placed, canvas);
    if (placed.list != NULL)
        list_draw(&placed, canvas, placed.frame.plot.x,
                  hai_box_bottom(placed.frame.plot) + NOTE_GAP);
    if (placed.note != NULL)
        hai_canvas_paragraph(canvas, placed.note, placed.frame.plot.x,
                             hai_box_bottom(placed.frame.plot) + NOTE_GAP);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct sunburst *sunburst = data;
    struct chart_tree *tree = read_tree(block, sunburst);
    return chart_summary_of(block, "旭日图", &sunburst->chart, chart_tree_leaves(block, tree),
                            CHART_STORY_SHARE);
}

CHART_PLUGIN("sunburst", struct sunburst, "旭日图", "Sunburst", "旭日图,由内到外逐级划分",
             "Parts of a whole in rings, each dividing the one inside it");
