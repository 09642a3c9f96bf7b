// SPDX-License-Identifier: MIT
//
// Parts of a whole as areas: one level, or groups with their headings. Names and figures stand in
// the cells where they fit, else in a line below. Colours tell the groups, or a second figure.
#include <string.h>

#include "treemap.h"

#define MAX_CELLS 300
#define MAX_LEGEND 12
#define LEAST_SHARE 0.75 // of the wanted height that the cells get
#define NOTE_GAP 12.0
#define GIVE_BACK_STEPS 6
#define KEY_WIDTH 240.0
#define KEY_HEIGHT 18.0
#define KEY_GAP 12.0

static const struct treemap defaults = {.chart = {CHART_DEFAULTS, .height = 560, .highlight = ""},
                                        .change = -1};

static const hai_option options[] = {
    HAI_TABLE("rows", struct treemap, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("label", struct treemap, chart.label, "label", .flags = HAI_REQUIRED,
               .help_zh = "名称列", .help_en = "Column of names"),
    HAI_COLUMN("value", struct treemap, chart.value, "value", .flags = HAI_REQUIRED,
               .help_zh = "数值列,定面积", .help_en = "Column of values, which are the areas"),
    HAI_COLUMN("group_by", struct treemap, chart.series, "group", .help_zh = "分组列",
               .help_en = "Column that names the group of each row"),
    HAI_COLUMN("change", struct treemap, change, "change",
               .help_zh = "定颜色的数值列,如增速;有负数时升降两色",
               .help_en = "Column of values that colour the cells, as growth; two hues where some "
                          "are negative"),
    HAI_STRING("change_unit", struct treemap, change_unit, .help_zh = "着色数值的单位",
               .help_en = "Unit of the values that colour the cells"),
    HAI_TEXT("change_title", struct treemap, change_title, .help_zh = "着色数值的名称",
             .help_en = "What the values that colour the cells are called"),
    HAI_STRING("unit", struct treemap, chart.unit, .help_zh = "单位,写在数值后",
               .help_en = "Unit, written after each value"),
    HAI_NUMBER_OPTIONS(struct treemap, chart.number),
    HAI_CHOICE("show", struct treemap, show, chart_tree_shows, .help_zh = "写数值还是占比",
               .help_en = "Write values or shares of the whole"),
    HAI_INT("top", struct treemap, chart.top, 0, MAX_CELLS,
            .help_zh = "只留最大的几项,各组其余合为“其他”;0全留",
            .help_en = "Keep so many of the largest, the rest of each group together as 其他; "
                       "0: all"),
    CHART_COLOUR_OPTIONS(struct treemap, chart),
    CHART_SIZE_OPTIONS(struct treemap, chart),
    CHART_LABEL_OPTION(struct treemap, chart),
    CHART_LEGEND_OPTION(struct treemap, chart),
};

static struct chart_tree *read_tree(const hai_block *block, const struct treemap *treemap)
{
    const int32_t path[] = {treemap->chart.series, treemap->chart.label};
    struct chart_tree_source source = {.rows = treemap->chart.rows,
                                       .path = path,
                                       .path_count = HAI_COUNT(path),
                                       .value = treemap->chart.value,
                                       .second = treemap->change,
                                       .most =
                                           treemap->chart.top > 0 ? treemap->chart.top : MAX_CELLS,
                                       .is_sorted = true};
    return chart_tree_read(block, &source);
}

static void check(const hai_block *block, const void *data)
{
    const struct treemap *treemap = data;
    if (treemap->chart.rows == NULL || treemap->chart.value < 0)
        return;
    chart_tree_warn(block, read_tree(block, treemap));
}

// --- Colours ---

static double key_size(const struct plan *plan)
{
    return hai_paragraph_size(plan->key_low).width + hai_paragraph_size(plan->key_high).width +
           plan->key_width + 2 * KEY_GAP;
}

static void plan_ramp(const hai_block *block, const struct treemap *treemap, struct plan *plan)
{
    const struct chart_tree *tree = plan->tree;
    const hai_theme *theme = hai_block_theme(block);
    double low = INFINITY, high = -INFINITY;
    plan->most_change = NAN;
    for (int32_t i = 1; i < tree->count; i++) {
        low = fmin(low, tree->nodes[i].second);
        high = fmax(high, tree->nodes[i].second);
    }
    if (!(low <= high))
        return;
    plan->is_diverging = low < 0;
    plan->most_change = fmax(fmax(fabs(low), fabs(high)), 1e-300);
    double least = plan->is_diverging ? -plan->most_change : low;
    for (int32_t i = 1; i < tree->count; i++) {
        double t = (tree->nodes[i].second - least) / (plan->most_change - least);
        if (!plan->is_diverging && plan->most_change <= least)
            t = isnan(tree->nodes[i].second) ? NAN : 0.5;
        plan->colours[i] =
            plan->is_diverging ? chart_diverging_ramp(theme, t) : chart_ramp(theme, t);
    }
    const char *low_text = change_text(block, treemap, plan, least);
    const char *high_text = change_text(block, treemap, plan, plan->most_change);
    const hai_paragraph *ends[] = {chart_text(block, low_text, "caption", NULL),
                                   chart_text(block, high_text, "caption", NULL)};
    plan->key_width = fmin(plan->frame.box.width - hai_paragraph_size(ends[0]).width -
                               hai_paragraph_size(ends[1]).width - 2 * KEY_GAP,
                           KEY_WIDTH);
    if (plan->key_width < 24)
        return;
    plan->key_low = ends[0];
    plan->key_high = ends[1];
    if (treemap->change_title != NULL && treemap->change_title[0] != '\0') {
        hai_text_style style = kit_type(theme, "caption", "ink", HAI_TEXT_LEFT);
        plan->key_name =
            hai_paragraph_new(block, treemap->change_title, &style, plan->frame.box.width);
        double all = hai_paragraph_size(plan->key_name).width + 2 * KEY_GAP + key_size(plan);
        plan->key_is_below = all > plan->frame.box.width;
    }
}

// Paler, but not so much that words change from light to dark.
static hai_colour pale_colour(const hai_theme *theme, hai_colour colour, double by)
{
    hai_colour ink = chart_ink_on(theme, colour), ground = hai_theme_colour(theme, "surface");
    hai_colour pale = hai_colour_mix(colour, ground, by);
    for (; by > 0 && hai_colour_contrast(pale, ink) < 4.5; by -= 0.02)
        pale = hai_colour_mix(colour, ground, by);
    return by > 0 ? pale : colour;
}

// Cells of a group are of one hue, the smaller ones a little paler, so that neighbours part.
static void plan_colours(const hai_block *block, const struct treemap *treemap, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_node *nodes = plan->tree->nodes, *root = &nodes[0];
    struct chart_options chart = treemap->chart;
    bool has_groups = plan->tree->depth > 1;
    bool is_lit = chart.highlight != NULL && chart.highlight[0] != '\0';
    if (!is_lit)
        chart.highlight = has_groups ? NULL : "all";
    plan->colours = hai_block_alloc(block, (size_t)plan->tree->count * sizeof *plan->colours);
    plan->styles =
        chart_category_styles(block, &chart, chart_tree_tops(block, plan->tree), has_groups);
    hai_colour ground = hai_theme_colour(theme, "surface");
    for (int32_t i = 1; i < plan->tree->count; i++) {
        const struct chart_node *node = &nodes[i], *parent = &nodes[node->parent];
        hai_colour colour = plan->styles[node->top - root->first].colour;
        double most = nodes[parent->first].value;
        double pale = is_lit && !has_groups ? 0 : 1 - sqrt(fmin(node->value / most, 1));
        bool is_base = node->count > 0 || (has_groups && node->depth == 1);
        plan->colours[i] = is_base      ? colour
                           : has_groups ? pale_colour(theme, colour, pale * 0.35)
                                        : hai_colour_mix(colour, ground, pale * 0.62);
    }
    plan_ramp(block, treemap, plan);
}

// --- The plan ---

static double key_height(const struct plan *plan)
{
    if (plan->key_low == NULL)
        return 0;
    return kit_height(plan->key_low) + KEY_GAP +
           (plan->key_is_below ? kit_height(plan->key_name) : 0);
}

static bool lacks_heading(const struct plan *plan, int32_t at)
{
    return plan->tree->nodes[at].count > 0 && !plan->groups[at].has_strip;
}

// Groups that found no room for their heading, now or before, are told in a legend.
static void plan_legend(const hai_block *block, const struct treemap *treemap, struct plan *plan)
{
    const struct chart_node *nodes = plan->tree->nodes, *root = &nodes[0];
    const char **names = hai_block_alloc(block, ((size_t)root->count + 1) * sizeof *names);
    int32_t count = 0;
    bool is_all = treemap->chart.legend == CHART_LEGEND_TOP;
    for (int32_t i = 0; i < root->count; i++) {
        const struct chart_node *group = &nodes[root->first + i];
        bool is_wanted = is_all || lacks_heading(plan, root->first + i) || plan->is_in_legend[i];
        plan->is_in_legend[i] = is_wanted;
        names[i] = is_wanted ? group->name : NULL;
        count += is_wanted ? 1 : 0;
    }
    if (treemap->chart.legend != CHART_LEGEND_NONE && plan->tree->depth > 1 &&
        isnan(plan->most_change) && count <= MAX_LEGEND)
        plan->frame.legend = chart_legend_new(block, names, plan->styles, root->count,
                                              CHART_SWATCH_BOX, plan->frame.box.width);
}

static void plan_cells(const hai_block *block, const struct treemap *treemap, struct plan *plan,
                       hai_box box)
{
    chart_frame_plan(block, &plan->frame, box);
    layout_cells(block, plan);
    write_cells(block, treemap, plan);
}

// A group is told neither above its cells nor in the legend.
static bool lacks_word(const struct plan *plan)
{
    const struct chart_node *root = &plan->tree->nodes[0];
    for (int32_t i = 0; i < root->count; i++)
        if (lacks_heading(plan, root->first + i) && !plan->is_in_legend[i])
            return true;
    return false;
}

// Of the note or the list, and the gap before it.
static double note_height(const struct plan *plan)
{
    double height = plan->list.count > 0 ? plan->list.height : kit_height(plan->note);
    return height > 0 ? height + NOTE_GAP : 0;
}

// A note that has become shorter since room was made for it: the least room that is enough, the
// cells take the rest.
static struct plan give_back(const hai_block *block, const struct treemap *treemap,
                             struct plan plan, hai_box box)
{
    size_t count = (size_t)plan.tree->count;
    double least = note_height(&plan);
    for (int32_t i = 0; i < GIVE_BACK_STEPS; i++) {
        double most = plan.frame.room.bottom;
        if (most < least + 1)
            break;
        struct plan other = plan;
        other.boxes = hai_block_alloc(block, count * sizeof *other.boxes);
        other.groups = hai_block_alloc(block, count * sizeof *other.groups);
        memcpy(other.groups, plan.groups, count * sizeof *other.groups);
        other.frame.room.bottom = i == 0 ? least : (least + most) / 2;
        plan_cells(block, treemap, &other, box);
        double needed = note_height(&other);
        if (needed < other.frame.room.bottom + 0.01)
            plan = other;
        else
            least = other.frame.room.bottom;
    }
    return plan;
}

static struct plan plan(const hai_block *block, const struct treemap *treemap, hai_box box)
{
    struct plan plan = {.tree = read_tree(block, treemap), .frame = {.box = box}};
    if (!(plan.tree->nodes[0].value > 0)) {
        plan.tree = NULL;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan_colours(block, treemap, &plan);
    write_figures(block, treemap, &plan);
    plan.boxes = hai_block_alloc(block, (size_t)plan.tree->count * sizeof *plan.boxes);
    plan.is_in_legend = hai_block_alloc(block, (size_t)plan.tree->count);
    chart_frame_apply(&plan.frame, &treemap->chart);
    plan.frame.room.top = key_height(&plan);
    // What is told above and below does not eat up the cells where the box is narrow.
    plan.frame.min_plot_height =
        treemap->chart.height * (box.width < treemap->chart.height ? 1 : LEAST_SHARE);
    plan_cells(block, treemap, &plan, box);
    plan_legend(block, treemap, &plan);
    if (plan.frame.legend != NULL)
        plan_cells(block, treemap, &plan, box);
    // The note takes room from the cells, so that more may have to be noted. Room that was once
    // given is kept: this ends.
    for (int32_t pass = 0; pass < 2; pass++) {
        while (note_height(&plan) > plan.frame.room.bottom + 0.01) {
            plan.frame.room.bottom = note_height(&plan);
            plan_cells(block, treemap, &plan, box);
        }
        // It may have cost a group its heading.
        if (pass > 0 || !lacks_word(&plan))
            break;
        plan_legend(block, treemap, &plan);
        plan_cells(block, treemap, &plan, box);
    }
    return give_back(block, treemap, plan, box);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct treemap *treemap = data;
    hai_box box = {0, 0, space.width, treemap->chart.height};
    return (hai_size){space.width, plan(block, treemap, box).frame.box.height};
}

// --- Drawing ---

static void draw_key(const hai_block *block, const struct plan *plan, hai_canvas *canvas)
{
    if (plan->key_low == NULL)
        return;
    const hai_theme *theme = hai_block_theme(block);
    hai_stop stops[9];
    for (uint32_t i = 0; i < HAI_COUNT(stops); i++)
        stops[i] = (hai_stop){i / 8.0, plan->is_diverging ? chart_diverging_ramp(theme, i / 8.0)
                                                          : chart_ramp(theme, i / 8.0)};
    double x = plan->frame.plot.x, y = plan->frame.plot.y - key_height(plan);
    if (plan->key_name != NULL)
        hai_canvas_paragraph(canvas, plan->key_name, x, y);
    if (plan->key_is_below)
        y += kit_height(plan->key_name);
    else if (plan->key_name != NULL)
        x += hai_paragraph_size(plan->key_name).width + 2 * KEY_GAP;
    hai_size low = hai_paragraph_size(plan->key_low);
    hai_box bar = {x + low.width + KEY_GAP, y + (low.height - KEY_HEIGHT) / 2, plan->key_width,
                   KEY_HEIGHT};
    hai_canvas_paragraph(canvas, plan->key_low, x, y);
    hai_canvas_box(canvas, bar);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){bar.x, bar.y},
                                             (hai_point){hai_box_right(bar), bar.y}, stops,
                                             HAI_COUNT(stops)));
    hai_canvas_paragraph(canvas, plan->key_high, hai_box_right(bar) + KEY_GAP, y);
}

static void draw_words(const struct plan *plan, int32_t at, hai_canvas *canvas)
{
    const struct cell_words *words = &plan->words[at];
    hai_box box = plan->boxes[at];
    const hai_paragraph *lines[] = {words->name, words->is_line ? NULL : words->value,
                                    words->change};
    double height = 0, width = 0;
    for (size_t i = 0; i < HAI_COUNT(lines); i++) {
        height += kit_height(lines[i]);
        if (lines[i] != NULL)
            width = fmax(width, hai_paragraph_size(lines[i]).width);
    }
    // At the top left; in the middle of what is left where there is less room than that.
    double x = box.x + fmin(words->pad.width, (box.width - width) / 2);
    double y = box.y + fmin(words->pad.height - 2, (box.height - height) / 2);
    if (words->is_line)
        hai_canvas_paragraph(canvas, words->value, x + width + LINE_GAP, y);
    for (size_t i = 0; i < HAI_COUNT(lines); i++) {
        if (lines[i] != NULL)
            hai_canvas_paragraph(canvas, lines[i], x, y);
        y += kit_height(lines[i]);
    }
}

static void draw_cell(const struct treemap *treemap, const struct plan *plan, int32_t at,
                      hai_canvas *canvas)
{
    const struct chart_node *node = &plan->tree->nodes[at];
    struct chart_style style = plan->styles[node->top - 1];
    hai_box box = plan->boxes[at];
    style.colour = plan->colours[at];
    if (!treemap->chart.decals)
        style.decal = CHART_DECAL_NONE;
    if (box.width > 0.2 && box.height > 0.2)
        chart_fill_bar(canvas, box, fmin(3, fmin(box.width, box.height) / 4),
                       CHART_ABOVE | CHART_RIGHT | CHART_BELOW | CHART_LEFT, &style);
    draw_words(plan, at, canvas);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct treemap *treemap = data;
    struct plan placed = plan(block, treemap, box);
    if (placed.tree == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    draw_key(block, &placed, canvas);
    for (int32_t i = 1; i < placed.tree->count; i++)
        if (placed.tree->nodes[i].count == 0)
            draw_cell(treemap, &placed, i, canvas);
    const struct chart_node *root = &placed.tree->nodes[0];
    for (int32_t i = root->first; i < root->first + root->count; i++) {
        const struct group_words *words = &placed.groups[i];
        if (!words->has_strip)
            continue;
        double x = placed.boxes[i].x, y = placed.boxes[i].y - placed.strip;
        hai_canvas_paragraph(canvas, words->name, x, y);
        if (words->has_value)
            hai_canvas_paragraph(canvas, words->value,
                                 x + hai_paragraph_size(words->name).width + 10, y);
    }
    double below = hai_box_bottom(placed.frame.plot) + NOTE_GAP;
    if (placed.note != NULL)
        hai_canvas_paragraph(canvas, placed.note, placed.frame.plot.x, below);
    chart_list_draw(&placed.list, canvas, placed.frame.plot.x, below);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct treemap *treemap = data;
    struct chart_tree *tree = read_tree(block, treemap);
    return chart_summary_of(block, "矩形树图", &treemap->chart, chart_tree_leaves(block, tree),
                            CHART_STORY_SHARE);
}

CHART_PLUGIN("treemap", struct treemap, "矩形树图", "Treemap",
             "矩形树图,面积表示大小,可分组,可按第二个数值着色",
             "Parts of a whole as areas, in groups, coloured by group or by a second figure");
