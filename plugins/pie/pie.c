// SPDX-License-Identifier: MIT
//
// Shares of a whole as a ring, a pie or half a ring. Each is named at its arc by a leader line;
// where names find no room at both sides, they stand in a list beside the ring or below it. Shares
// are rounded so that they sum to 100 %.
#include "chart-kit/chart.h"

#define ASIDE (50 * CHART_PI / 180) // of a line, from straight up or down
#define SHARE_DECIMALS 1
#define MAX_SLICES 60
#define EDGE 30.0        // above and below the ring, where leader lines bend
#define LEAST_RING 200.0 // as small as a ring gets for the sake of names at its sides
#define LEADER_ROOM 50.0 // from the ring to a name at its side
#define LIST_GAP 28.0
#define LIST_BESIDE 56.0
#define LIST_WIDTH 340.0 // that a list beside the ring has at the least
#define SEPARATOR 4.0
#define LEAST_SEEN 1.0 // px of the rim
#define FOOT_GAP 8.0
#define RING_WIDTH 1.64 // of the words in the middle, in radii of the hole: widest in the middle
#define HALF_WIDTH 1.5  // the same of half a ring: widest at the bottom

enum style { STYLE_RING, STYLE_PIE, STYLE_HALF };
enum show { SHOW_SHARE, SHOW_VALUE, SHOW_BOTH };
enum layout { LAYOUT_SIDES, LAYOUT_BESIDE, LAYOUT_BELOW };

struct pie {
    struct chart_options chart;
    int32_t style; // enum style
    int32_t show;  // enum show
    double hole, size;
    const char *middle, *note;
};

static const struct pie defaults = {
    .chart = {CHART_DEFAULTS, .top = 10}, .hole = 0.62, .size = 340};

static const char *const styles[] = {"ring", "pie", "half", NULL};
static const char *const shows[] = {"share", "value", "both", NULL};

static const hai_option options[] = {
    CHART_SINGLE_DATA_OPTIONS(struct pie, chart),
    CHART_SORT_OPTIONS(struct pie, chart),
    HAI_CHOICE("style", struct pie, style, styles, .help_zh = "样式:圆环、饼、半环",
               .help_en = "A ring, a pie, or half a ring"),
    HAI_NUMBER("hole", struct pie, hole, 0.2, 0.9, .help_zh = "环孔占直径的比例",
               .help_en = "The hole's share of the ring's diameter"),
    HAI_LENGTH("size", struct pie, size, 80, 2000, .unit = "px", .help_zh = "圆的直径",
               .help_en = "Diameter"),
    HAI_CHOICE("show", struct pie, show, shows,
               .help_zh = "标注占比(不写小数位数时1位)、数值,或两者",
               .help_en = "At a name: its share (of 1 decimal where none is told), value, or both"),
    HAI_TEXT("middle", struct pie, middle, .help_zh = "环中文字,以数字开头时放大",
             .help_en = "Words in the middle; large where they begin with a figure"),
    HAI_TEXT("note", struct pie, note, .help_zh = "环中小字", .help_en = "Small words below them"),
    CHART_COLOUR_OPTIONS(struct pie, chart),
    CHART_TITLE_OPTION(struct pie, chart),
};

struct slice {
    const char *figure, *note; // its share or its value; the value where both are told, or NULL
    double from, to;           // angles
};

// Words in the hole, or above the circle where there is none or too small a one.
struct middle {
    struct chart_figure figure; // figure.figure is NULL: it is words
    const hai_paragraph *words, *note;
    double height;
    bool is_inside;
    const hai_paragraph *above;
};

struct plan {
    struct chart_data *data; // NULL: no data
    int32_t count;
    struct chart_style *styles;
    struct slice *slices;
    const hai_paragraph *title;
    struct middle middle;
    enum layout layout;
    struct chart_side_label *labels; // LAYOUT_SIDES
    struct chart_key *key;
    hai_point key_at;
    double diameter, height;   // height of all
    double head;               // of the title and words above
    const hai_paragraph *foot; // half a ring has its small words below it
    hai_point centre;
};

static void check(const hai_block *block, const void *data)
{
    const struct pie *pie = data;
    chart_check(block, &pie->chart);
    chart_check_positive(block, &pie->chart);
}

// --- Slices ---

// None where all shares are whole.
static int32_t auto_decimals(const double *values, int32_t count)
{
    double total = 0;
    for (int32_t i = 0; i < count; i++)
        total += values[i];
    for (int32_t i = 0; i < count; i++) {
        double share = values[i] / total * 100;
        if (fabs(share - round(share)) > 1e-6 || (share < 0.5 && values[i] > 0))
            return SHARE_DECIMALS;
    }
    return 0;
}

// Shares that sum to 100 %; what is there, but rounds to nothing, is less than the last digit.
static const char **write_shares(const hai_block *block, const struct pie *pie,
                                 const double *values, int32_t count)
{
    int32_t given = pie->chart.number.decimals;
    int32_t decimals = given >= 0 && pie->show == SHOW_SHARE ? given : auto_decimals(values, count);
    const char **texts = hai_block_alloc(block, ((size_t)count + 1) * sizeof *texts);
    double *shares = hai_block_alloc(block, ((size_t)count + 1) * sizeof *shares);
    hai_number_shares(values, (uint32_t)count, decimals, shares);
    for (int32_t i = 0; i < count; i++) {
        bool is_less = shares[i] == 0 && values[i] > 0;
        double share = is_less ? pow(10, -decimals) : shares[i];
        texts[i] =
            hai_block_printf(block, "%s%s", is_less ? "<" : "",
                             chart_share_text(block, share / 100, values[i] > 0 ? decimals : 0));
    }
    return texts;
}

static void plan_slices(const hai_block *block, const struct pie *pie, struct plan *plan)
{
    const double *values = plan->data->series[0].values;
    const char **shares = write_shares(block, pie, values, plan->count);
    hai_number_format format = chart_data_format(&pie->chart, plan->data);
    double turn = pie->style == STYLE_HALF ? CHART_PI : 2 * CHART_PI;
    double angle = pie->style == STYLE_HALF ? -CHART_PI / 2 : 0;
    double total = chart_series_total(plan->data, 0);
    plan->slices = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *plan->slices);
    for (int32_t i = 0; i < plan->count; i++) {
        struct slice *slice = &plan->slices[i];
        const char *value = chart_value_text(block, values[i], &format, pie->chart.unit);
        slice->figure = pie->show == SHOW_VALUE ? value : shares[i];
        slice->note = pie->show == SHOW_BOTH ? value : NULL;
        slice->from = angle;
        angle += turn * (values[i] / total);
        slice->to = angle;
    }
}

// --- Names ---

// Where a slice's line starts: at its middle, but a wide slice's not straight above or below the
// circle, from where a line has to come back along it.
static double lead_angle(const struct slice *slice)
{
    double middle = (slice->from + slice->to) / 2, half = (slice->to - slice->from) / 2;
    double upright = round(middle / CHART_PI) * CHART_PI, off = middle - upright;
    if (fabs(off) >= ASIDE || half < 1.1 * ASIDE)
        return middle;
    return upright + (off > 0 ? ASIDE : -ASIDE);
}

// A name and its figure, one above the other or on one line, the name no wider than `most`.
static void set_label(const hai_block *block, const struct plan *plan, int32_t i, bool is_flat,
                      double most, struct chart_side_label *label)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style name = kit_type(theme, "label", NULL, HAI_TEXT_LEFT);
    hai_text_style figure = kit_type(theme, "value", "ink", HAI_TEXT_LEFT);
    const struct slice *slice = &plan->slices[i];
    const char *text = plan->data->categories[i];
    if (slice->note != NULL)
        text = hai_block_printf(block, "%s %s", text, slice->note);
    if (is_flat) {
        text = hai_block_printf(block, "%s %s", text, slice->figure);
    } else {
        figure.size *= 1.3;
        label->second = hai_paragraph_new(block, slice->figure, &figure, 0);
    }
    label->first = hai_paragraph_new(block, text, &name, 0);
    if (hai_paragraph_size(label->first).width > most)
        label->first = hai_paragraph_new(block, text, &name, most);
    label->angle = lead_angle(slice);
    // The only slice has its name at its side, not below it.
    if (plan->count == 1)
        label->angle = CHART_PI / 2 - 1e-9;
    label->priority = slice->to - slice->from;
    label->colour = plan->styles[i].colour;
}

// Half a ring has its small words below it. Their height.
static double set_foot(const hai_block *block, const struct pie *pie, struct plan *plan)
{
    plan->foot = NULL;
    if (pie->style != STYLE_HALF || pie->note == NULL)
        return 0;
    hai_text_style note = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_TITLE_CENTRE);
    plan->foot = hai_paragraph_new(block, pie->note, &note, plan->diameter);
    return kit_height(plan->foot) + FOOT_GAP;
}

// Names far from their slices, or on lines that were to be single ones, read worse than a list.
static bool is_strained(const struct plan *plan, bool is_flat)
{
    for (int32_t i = 0; i < plan->count; i++) {
        const struct chart_side_label *label = &plan->labels[i];
        if (fabs(label->to.y - label->elbow.y) > plan->diameter * 0.3)
            return true;
        if (is_flat && hai_paragraph_lines(label->first) > 1)
            return true;
    }
    return false;
}

static bool try_sides(const hai_block *block, const struct pie *pie, struct plan *plan, hai_box box,
                      bool is_flat)
{
    double most = (box.width - fmin(pie->size, 240)) / 2 - LEADER_ROOM;
    if (most < 3 * hai_theme_type(hai_block_theme(block), "label").size)
        return false;
    plan->labels = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *plan->labels);
    for (int32_t i = 0; i < plan->count; i++)
        set_label(block, plan, i, is_flat, most, &plan->labels[i]);
    double side = chart_side_width(plan->labels, plan->count);
    double diameter = fmin(pie->size, box.width - 2 * side);
    double needed = chart_side_height(plan->labels, plan->count);
    bool is_half = pie->style == STYLE_HALF;
    double round = is_half ? diameter / 2 + EDGE : diameter + 2 * EDGE;
    if (diameter < fmin(pie->size, LEAST_RING) || needed > round * (is_half   ? 1.5
                                                                    : is_flat ? 1.25
                                                                              : 1.1))
        return false;
    plan->diameter = diameter;
    double foot = set_foot(block, pie, plan), inner = fmax(round + foot, needed);
    double free = fmax(box.height - plan->head - inner, 0);
    plan->height = plan->head + inner;
    hai_box room = {box.x, box.y + plan->head + chart_shared_above(block, free), box.width, inner};
    plan->centre = (hai_point){box.x + box.width / 2, room.y + inner / 2};
    if (is_half)
        plan->centre.y = room.y + (inner + round - foot) / 2;
    return chart_side_place(block, plan->labels, plan->count, room, plan->centre, diameter / 2) ==
               0 &&
           !is_strained(plan, is_flat);
}

static void plan_list(const hai_block *block, const struct pie *pie, struct plan *plan, hai_box box)
{
    const char **figures = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *figures);
    const char **notes = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *notes);
    for (int32_t i = 0; i < plan->count; i++) {
        figures[i] = plan->slices[i].figure;
        notes[i] = plan->slices[i].note;
    }
    plan->diameter = fmin(pie->size, box.width);
    double foot = set_foot(block, pie, plan);
    double round = plan->diameter * (pie->style == STYLE_HALF ? 0.5 : 1) + foot;
    double beside = box.width - plan->diameter - LIST_BESIDE;
    plan->layout = beside >= LIST_WIDTH ? LAYOUT_BESIDE : LAYOUT_BELOW;
    double width = plan->layout == LAYOUT_BESIDE ? beside : box.width;
    plan->key =
        chart_key_new(block, plan->data->categories, figures, pie->show == SHOW_BOTH ? notes : NULL,
                      plan->styles, plan->count, width);
    double list = chart_key_height(plan->key);
    double inner = plan->layout == LAYOUT_BESIDE ? fmax(round, list) : round + LIST_GAP + list;
    double free = fmax(box.height - plan->head - inner, 0);
    plan->height = plan->head + inner;
    double top = box.y + plan->head + chart_shared_above(block, free);
    if (plan->layout == LAYOUT_BESIDE) {
        plan->centre =
            (hai_point){box.x + plan->diameter / 2, top + (inner - round) / 2 + plan->diameter / 2};
        plan->key_at = (hai_point){hai_box_right(box) - width, top + (inner - list) / 2};
    } else {
        plan->centre = (hai_point){box.x + box.width / 2, top + plan->diameter / 2};
        plan->key_at = (hai_point){box.x, top + round + LIST_GAP};
    }
}

// --- The middle ---

static double hole_of(const struct pie *pie, double diameter)
{
    return pie->style == STYLE_PIE ? 0 : diameter / 2 * pie->hole;
}

// Set the words as large as the hole lets them; false where it is too small.
static bool set_middle(const hai_block *block, const struct pie *pie, double radius,
                       struct middle *middle)
{
    const hai_theme *theme = hai_block_theme(block);
    double width = radius * (pie->style == STYLE_HALF ? HALF_WIDTH : RING_WIDTH);
    hai_text_style note = kit_type(theme, "caption", NULL, HAI_TEXT_TITLE_CENTRE);
    hai_text_style words = kit_type(theme, "card", NULL, HAI_TEXT_TITLE_CENTRE);
    const char *figure, *unit;
    *middle = (struct middle){0};
    if (pie->middle != NULL && chart_figure_split(block, pie->middle, &figure, &unit)) {
        double most = hai_theme_type(theme, "figure").size;
        middle->figure = chart_figure_new(block, figure, unit, "ink", fmin(radius * 0.62, most),
                                          width, fmin(44, most));
        middle->height = middle->figure.size.height;
        if (middle->figure.size.width > width)
            return false;
    } else if (pie->middle != NULL) {
        words.size = hai_text_fit(block, pie->middle, &words, width, radius, 2, 24);
        middle->words = hai_paragraph_new(block, pie->middle, &words, width);
        middle->height = kit_height(middle->words);
    }
    if (pie->note != NULL && pie->style != STYLE_HALF) {
        middle->note = hai_paragraph_new(block, pie->note, &note, width);
        middle->height += kit_height(middle->note) + (middle->figure.figure != NULL ? 8 : 0);
    }
    if (pie->style == STYLE_HALF)
        return middle->height <= radius * 0.8;
    // The corners of the last line are what touches the ring first.
    const hai_paragraph *last = middle->note != NULL ? middle->note : middle->words;
    double last_width = last != NULL ? hai_paragraph_size(last).width : middle->figure.size.width;
    return hypot(last_width, middle->height) / 2 <= radius * 0.98;
}

static const hai_paragraph *middle_above(const hai_block *block, const struct pie *pie,
                                         double width)
{
    bool has_note = pie->note != NULL && pie->style != STYLE_HALF; // else it stands below
    const char *a = pie->middle != NULL ? pie->middle : "", *b = has_note ? pie->note : "";
    if (a[0] == '\0' && b[0] == '\0')
        return NULL;
    const char *text = hai_block_printf(block, "%s%s%s", b, a[0] && b[0] ? " " : "", a);
    hai_text_style style = kit_type(hai_block_theme(block), "label", NULL, HAI_TEXT_TITLE_CENTRE);
    style.weight = 700;
    return hai_paragraph_new(block, text, &style, width);
}

// --- All of it ---

static void plan_layout(const hai_block *block, const struct pie *pie, struct plan *plan,
                        hai_box box)
{
    plan->layout = LAYOUT_SIDES;
    if (!try_sides(block, pie, plan, box, false) && !try_sides(block, pie, plan, box, true))
        plan_list(block, pie, plan, box);
}

static struct plan plan(const hai_block *block, const struct pie *pie, hai_box box)
{
    struct plan plan = {.data = chart_data_read_parts(block, &pie->chart, MAX_SLICES)};
    plan.title = chart_title(block, pie->chart.title, box.width);
    plan.head = plan.title != NULL ? kit_height(plan.title) + CHART_TITLE_GAP : 0;
    if (plan.data == NULL) {
        plan.height = plan.head + chart_empty_height(block, box.width);
        return plan;
    }
    plan.count = plan.data->category_count;
    plan.styles = chart_category_styles(block, &pie->chart, plan.data, true);
    plan_slices(block, pie, &plan);
    plan_layout(block, pie, &plan, box);
    if (set_middle(block, pie, hole_of(pie, plan.diameter), &plan.middle))
        return plan;
    const hai_paragraph *above = middle_above(block, pie, box.width);
    plan.middle = (struct middle){.above = above};
    plan.head += above != NULL ? kit_height(above) + CHART_TITLE_GAP : 0;
    plan_layout(block, pie, &plan, box);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).height};
}

static void draw_ring(const hai_block *block, const struct pie *pie, const struct plan *plan,
                      hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    double outer = plan->diameter / 2, inner = hole_of(pie, plan->diameter);
    for (int32_t i = 0; i < plan->count; i++)
        chart_fill_sector(canvas, plan->centre, inner, outer, plan->slices[i].from,
                          plan->slices[i].to, &plan->styles[i]);
    hai_colour gap = hai_theme_colour(theme, "surface");
    // Between slices that are seen; half a ring has no boundary between the last and the first.
    const struct slice *before = NULL;
    for (int32_t i = 0; i < 2 * plan->count && plan->count > 1; i++) {
        const struct slice *slice = &plan->slices[i % plan->count];
        double size = outer * (slice->to - slice->from);
        if (size < LEAST_SEEN)
            continue;
        bool is_first = before == NULL, is_turn = i >= plan->count;
        // A thin slice is not hidden by its own rims.
        double width =
            is_first ? 0 : fmin(SEPARATOR, fmin(size, outer * (before->to - before->from)) / 2);
        if (width > 0.1 && before != slice && !(is_turn && pie->style == STYLE_HALF))
            kit_rule(canvas, chart_polar_point(plan->centre, inner - 1, slice->from),
                     chart_polar_point(plan->centre, outer + 1, slice->from), width, gap);
        before = slice;
        if (is_turn)
            break;
    }
}

static void draw_middle(const struct pie *pie, const struct plan *plan, hai_canvas *canvas,
                        hai_box box)
{
    const struct middle *middle = &plan->middle;
    double title = plan->title != NULL ? kit_height(plan->title) + CHART_TITLE_GAP : 0;
    if (middle->above != NULL)
        hai_canvas_paragraph(canvas, middle->above, box.x, box.y + title);
    double y = plan->centre.y - middle->height / 2;
    if (pie->style == STYLE_HALF)
        y = plan->centre.y - middle->height;
    const struct chart_figure *figure = &middle->figure;
    if (figure->figure != NULL) {
        chart_figure_draw(figure, canvas, plan->centre.x - figure->size.width / 2, y,
                          (hai_colour){0});
        y += figure->size.height + 8;
    }
    // Both are centred in the measure that they were set in.
    double width =
        hole_of(pie, plan->diameter) * (pie->style == STYLE_HALF ? HALF_WIDTH : RING_WIDTH);
    if (middle->words != NULL)
        hai_canvas_paragraph(canvas, middle->words, plan->centre.x - width / 2, y);
    y += kit_height(middle->words);
    if (middle->note != NULL)
        hai_canvas_paragraph(canvas, middle->note, plan->centre.x - width / 2, y);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct pie *pie = data;
    struct plan placed = plan(block, pie, box);
    if (placed.title != NULL)
        hai_canvas_paragraph(canvas, placed.title, box.x, box.y);
    if (placed.data == NULL) {
        chart_empty_draw(
            block, canvas,
            (hai_box){box.x, box.y + placed.head, box.width, box.height - placed.head});
        return;
    }
    draw_ring(block, pie, &placed, canvas);
    draw_middle(pie, &placed, canvas, box);
    if (placed.foot != NULL)
        hai_canvas_paragraph(canvas, placed.foot, placed.centre.x - placed.diameter / 2,
                             placed.centre.y + FOOT_GAP);
    if (placed.layout == LAYOUT_SIDES) {
        chart_side_draw(placed.labels, placed.count, canvas);
        return;
    }
    chart_key_draw(placed.key, canvas, placed.key_at.x, placed.key_at.y);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct pie *pie = data;
    static const char *const kinds[] = {"环形图", "饼图", "半环图"};
    struct chart_data *read = chart_data_read_parts(block, &pie->chart, MAX_SLICES);
    if (read == NULL)
        return hai_block_printf(block, "%s,暂无数据", kinds[pie->style]);
    return chart_summary_of(block, kinds[pie->style], &pie->chart, read, CHART_STORY_SHARE);
}

CHART_PLUGIN("pie", struct pie, "饼图", "Pie chart",
             "各部分占比,合计100%:圆环、饼、半环,名称直接标注",
             "Shares of a whole as a ring, a pie or half a ring, with direct labels");
