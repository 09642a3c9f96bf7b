// SPDX-License-Identifier: MIT
//
// 南丁格尔玫瑰图: petals of one angle, whose areas go with their values (Florence Nightingale,
// "Diagram of the causes of mortality", 1858). Names stand at the rims of the petals, farther out
// with a line where they would touch another, and in a list where even that fails.
#include <string.h>

#include "chart-kit/chart.h"

#define MAX_PETALS 60
#define RIM_GAP 14.0
#define PUSH 8.0         // by which a name is moved out at a time
#define MOST_PUSH 64.0   // beyond the longest petal
#define LEADER_FROM 18.0 // a name farther out than this has a line
#define LABEL_GAP 6.0    // between two names
#define FIGURE_GAP 8.0   // from a name to its figure on one line
#define NAME_EMS 8       // that a name is wide at the most
#define LEAST_SIZE 260.0 // as small as a rose gets for the sake of names around it
#define LIST_GAP 28.0
#define LIST_BESIDE 56.0
#define LIST_WIDTH 340.0
#define SEPARATOR 3.0
#define NOTE_GAP 16.0

enum radius { RADIUS_AREA, RADIUS_VALUE };

struct rose {
    struct chart_options chart;
    int32_t radius; // enum radius
    double size, hole;
};

static const struct rose defaults = {
    .chart = {CHART_DEFAULTS, .sort = CHART_SORT_AUTO, .top = 12}, .size = 560, .hole = 0.16};

static const char *const radii[] = {"area", "value", NULL};

static const hai_option options[] = {
    CHART_SINGLE_DATA_OPTIONS(struct rose, chart),
    CHART_SORT_OPTIONS(struct rose, chart),
    HAI_CHOICE("radius", struct rose, radius, radii,
               .help_zh = "数值对应:面积(真实)、半径(差别显得更大)",
               .help_en = "What goes with the value: the area, which is true, or the radius, which "
                          "makes differences look larger"),
    HAI_LENGTH("size", struct rose, size, 80, 2000, .unit = "px", .help_zh = "直径",
               .help_en = "Diameter"),
    HAI_NUMBER("hole", struct rose, hole, 0, 0.8, .help_zh = "中孔占直径的比例",
               .help_en = "The hole's share of the diameter"),
    CHART_COLOUR_OPTIONS(struct rose, chart),
    CHART_TITLE_OPTION(struct rose, chart),
};

struct petal {
    double radius, middle; // of its rim; the angle
    const hai_paragraph *name, *figure;
    hai_size size;
    hai_box box; // of both, from the centre
    bool has_leader;
};

struct plan {
    struct chart_data *data; // NULL: no data
    int32_t count;
    struct chart_style *styles;
    const char **figures;
    struct petal *petals;
    const hai_paragraph *title;
    bool is_flat; // names and figures on one line
    double head, height, radius, inner;
    hai_point centre;
    struct chart_key *key; // NULL: names are around it
    hai_point key_at;
    const hai_paragraph *note; // of what has no petal; NULL: all have
    double note_y;
};

static void check(const hai_block *block, const void *data)
{
    const struct rose *rose = data;
    chart_check(block, &rose->chart);
    chart_check_positive(block, &rose->chart);
}

// --- Petals ---

static bool is_given_colour(const struct chart_options *chart, const char *name)
{
    const struct chart_named_colour *items = chart->colours.items;
    for (uint32_t i = 0; i < chart->colours.count; i++)
        if (items[i].name != NULL && strcmp(items[i].name, name) == 0)
            return true;
    return false;
}

static bool is_plain(const struct rose *rose)
{
    return rose->chart.highlight == NULL || rose->chart.highlight[0] == '\0';
}

// Petals that are named at their rims are the darker the larger they are. (A list needs a colour
// for each.)
static void plan_styles(const hai_block *block, const struct rose *rose, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_options *chart = &rose->chart;
    plan->styles = chart_category_styles(block, chart, plan->data, false);
    if (!is_plain(rose))
        return;
    hai_colour main = hai_theme_colour(theme, chart->colour);
    hai_colour pale = hai_colour_mix(main, hai_theme_colour(theme, "surface"), 0.72);
    for (int32_t i = 0; i < plan->count; i++)
        if (!is_given_colour(chart, plan->data->categories[i]))
            plan->styles[i].colour = hai_colour_mix(
                pale, main, (plan->petals[i].radius - plan->inner) / (plan->radius - plan->inner));
}

// Rims for a rose of this radius.
static void set_radius(const struct rose *rose, struct plan *plan, double radius)
{
    const double *values = plan->data->series[0].values;
    double low, high;
    chart_data_extent(plan->data, &low, &high);
    plan->radius = radius;
    plan->inner = radius * rose->hole;
    double inner = plan->inner * plan->inner, whole = radius * radius - inner;
    for (int32_t i = 0; i < plan->count; i++) {
        double share = values[i] / high;
        plan->petals[i].radius = rose->radius == RADIUS_VALUE
                                     ? plan->inner + share * (radius - plan->inner)
                                     : sqrt(inner + share * whole);
    }
}

// Names and figures, on one line where `is_flat`.
static void plan_petals(const hai_block *block, const struct rose *rose, struct plan *plan,
                        bool is_flat)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style name = kit_type(theme, "label", NULL, HAI_TEXT_TITLE);
    hai_text_style figure = kit_type(theme, "value", "ink", HAI_TEXT_LEFT);
    name.line_height = 1.3;
    figure.line_height = 1.25;
    hai_number_format format = chart_data_format(&rose->chart, plan->data);
    size_t room = (size_t)plan->count + 1;
    plan->petals = hai_block_alloc(block, room * sizeof *plan->petals);
    plan->figures = hai_block_alloc(block, room * sizeof *plan->figures);
    for (int32_t i = 0; i < plan->count; i++) {
        struct petal *petal = &plan->petals[i];
        const char *text = plan->data->categories[i];
        petal->middle = 2 * CHART_PI * (i + 0.5) / plan->count;
        plan->figures[i] =
            chart_value_text(block, plan->data->series[0].values[i], &format, rose->chart.unit);
        petal->figure = hai_paragraph_new(block, plan->figures[i], &figure, 0);
        hai_size b = hai_paragraph_size(petal->figure);
        double most = fmax(NAME_EMS * name.size, b.width);
        // On one line a name is read towards its figure, at either side.
        petal->name =
            chart_polar_name(block, text, &name, is_flat ? CHART_PI / 2 : petal->middle, most);
        hai_size a = hai_paragraph_size(petal->name);
        petal->size = is_flat ? (hai_size){a.width + FIGURE_GAP + b.width, fmax(a.height, b.height)}
                              : (hai_size){fmax(a.width, b.width), a.height + b.height};
    }
}

// --- Names around ---

// Whether a point, seen from the centre, lies on a petal or closer to it than a few pixels.
static bool is_on_petal(const struct plan *plan, double x, double y)
{
    double angle = atan2(x, -y);
    angle += angle < 0 ? 2 * CHART_PI : 0;
    double width = 2 * CHART_PI / plan->count, radius = hypot(x, y), slack = 4 / fmax(radius, 4);
    for (int32_t k = -1; k <= 1; k++) {
        double at = angle + k * slack;
        int32_t number = (int32_t)floor((at + 2 * CHART_PI) / width) % plan->count;
        if (radius < plan->petals[number].radius + 4)
            return true;
    }
    return false;
}

static bool is_in(hai_box box, double slack, double x, double y)
{
    return x > box.x - slack && x < hai_box_right(box) + slack && y > box.y - slack &&
           y < hai_box_bottom(box) + slack;
}

// The line from a petal's rim to its name, both seen from the centre; short of the name.
static void leader_of(const struct petal *petal, hai_point *from, hai_point *to)
{
    const hai_point origin = {0, 0};
    *from = chart_polar_point(origin, petal->radius + 4, petal->middle);
    hai_point near = {fmin(fmax(from->x, petal->box.x), hai_box_right(petal->box)),
                      fmin(fmax(from->y, petal->box.y), hai_box_bottom(petal->box))};
    double part = 1 - 6 / fmax(hypot(near.x - from->x, near.y - from->y), 6);
    *to = (hai_point){from->x + (near.x - from->x) * part, from->y + (near.y - from->y) * part};
}

static bool is_crossed(hai_box box, const struct petal *petal)
{
    hai_point from, to;
    if (!petal->has_leader)
        return false;
    leader_of(petal, &from, &to);
    for (int32_t i = 0; i <= 40; i++)
        if (is_in(box, 3, from.x + (to.x - from.x) * i / 40, from.y + (to.y - from.y) * i / 40))
            return true;
    return false;
}

// Whether the name of a petal keeps off those before it, their lines, and all petals.
static bool is_free(const struct plan *plan, int32_t number)
{
    const struct petal *petal = &plan->petals[number];
    hai_box box = petal->box;
    for (int32_t i = 0; i < number; i++) {
        const struct petal *other = &plan->petals[i];
        hai_box wide = hai_box_inset(other->box, hai_insets_all(-LABEL_GAP));
        bool is_apart = box.x >= hai_box_right(wide) || wide.x >= hai_box_right(box) ||
                        box.y >= hai_box_bottom(wide) || wide.y >= hai_box_bottom(box);
        if (!is_apart || is_crossed(box, other) || is_crossed(other->box, petal))
            return false;
    }
    for (int32_t i = 0; i <= 12; i++)
        for (int32_t k = 0; k <= 4; k++)
            if (is_on_petal(plan, box.x + box.width * i / 12, box.y + box.height * k / 4))
                return false;
    return true;
}

// At the first place outwards of its rim, and of radius `least`, that is free: straight out or a
// little to a side.
static bool place_name(struct plan *plan, int32_t number, double least)
{
    static const double turns[] = {0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3, 0.4, -0.4};
    const hai_point origin = {0, 0};
    struct petal *petal = &plan->petals[number];
    double most = plan->radius + MOST_PUSH - petal->radius;
    double push = fmax(least - petal->radius, 0);
    for (; push <= most; push += PUSH)
        for (size_t k = 0; k < (push > 0 ? HAI_COUNT(turns) : 1); k++) {
            petal->box = chart_polar_text(origin, petal->radius, petal->middle + turns[k],
                                          RIM_GAP + push, petal->size);
            petal->has_leader = push >= LEADER_FROM;
            if (is_free(plan, number))
                return true;
        }
    return false;
}

// The larger petals come first where they are sorted, and have their names at their rims.
static bool place_all(struct plan *plan, double least)
{
    for (int32_t i = 0; i < plan->count; i++)
        if (!place_name(plan, i, least))
            return false;
    return true;
}

// At the rims; else, where short petals stand close to each other, farther out.
static bool place_names(struct plan *plan)
{
    return place_all(plan, 0) || place_all(plan, plan->radius * 0.5) ||
           place_all(plan, plan->radius * 0.8);
}

// All that is drawn, seen from the centre.
static hai_box bounds_of(const struct plan *plan)
{
    double left = -plan->radius, top = -plan->radius, right = plan->radius, bottom = plan->radius;
    for (int32_t i = 0; i < plan->count; i++) {
        hai_box box = plan->petals[i].box;
        left = fmin(left, box.x);
        top = fmin(top, box.y);
        right = fmax(right, hai_box_right(box));
        bottom = fmax(bottom, hai_box_bottom(box));
    }
    return (hai_box){left, top, right - left, bottom - top};
}

static bool try_around(const hai_block *block, const struct rose *rose, struct plan *plan,
                       hai_box box)
{
    double least = fmin(LEAST_SIZE, rose->size) / 2;
    for (double radius = fmin(rose->size, box.width) / 2; radius >= least;) {
        set_radius(rose, plan, radius);
        if (!place_names(plan))
            return false;
        hai_box bounds = bounds_of(plan);
        if (bounds.width <= box.width) {
            double free = fmax(box.height - plan->head - bounds.height, 0);
            plan->height = plan->head + bounds.height;
            plan->centre =
                (hai_point){box.x + (box.width - bounds.width) / 2 - bounds.x,
                            box.y + plan->head + chart_shared_above(block, free) - bounds.y};
            return true;
        }
        double next = radius - (bounds.width - box.width) / 2;
        radius = radius > least && next < least ? least : fmin(next, radius - 1);
    }
    return false;
}

// How far petals reach up and down from the centre: where they are short there is no blank.
static void find_reach(const struct plan *plan, double *up, double *down)
{
    double width = 2 * CHART_PI / fmax(plan->count, 1);
    *up = *down = plan->inner;
    for (int32_t i = 0; i < plan->count; i++)
        for (int32_t k = 0; k <= 8; k++) {
            double y = plan->petals[i].radius * cos((i + k / 8.0) * width);
            *up = fmax(*up, y);
            *down = fmax(*down, -y);
        }
}

static void plan_list(const hai_block *block, const struct rose *rose, struct plan *plan,
                      hai_box box)
{
    double size = fmin(rose->size, box.width), beside = box.width - size - LIST_BESIDE;
    bool is_beside = beside >= LIST_WIDTH;
    set_radius(rose, plan, size / 2);
    double width = is_beside ? beside : box.width;
    plan->styles = chart_category_styles(block, &rose->chart, plan->data, is_plain(rose));
    plan->key = chart_key_new(block, plan->data->categories, plan->figures, NULL, plan->styles,
                              plan->count, width);
    double list = chart_key_height(plan->key);
    double up, down;
    find_reach(plan, &up, &down);
    double inner = is_beside ? fmax(up + down, list) : up + down + LIST_GAP + list;
    double free = fmax(box.height - plan->head - inner, 0);
    double top = box.y + plan->head + chart_shared_above(block, free);
    plan->height = plan->head + inner;
    if (is_beside) {
        plan->centre = (hai_point){box.x + size / 2, top + (inner + up - down) / 2};
        plan->key_at = (hai_point){hai_box_right(box) - width, top + (inner - list) / 2};
    } else {
        plan->centre = (hai_point){box.x + box.width / 2, top + up};
        plan->key_at = (hai_point){box.x, top + up + down + LIST_GAP};
    }
}

static double note_height(const struct plan *plan)
{
    return plan->note == NULL ? 0 : kit_height(plan->note) + NOTE_GAP;
}

// What is put together may be far more than any petal, and would make dots of them: then it is told
// below.
static void tell_others(const hai_block *block, const struct rose *rose, struct plan *plan,
                        double width)
{
    const double *values = plan->data->series[0].values;
    int32_t last = plan->data->category_count - 1;
    double most = 0;
    for (int32_t i = 0; i < last; i++)
        most = fmax(most, values[i]);
    if (last < 1 || plan->data->rows[last] >= 0 || !(values[last] > most))
        return;
    hai_number_format format = chart_data_format(&rose->chart, plan->data);
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    plan->data->category_count = last;
    plan->note = hai_paragraph_new(
        block,
        hai_block_printf(block, "%s合计%s", plan->data->categories[last],
                         chart_value_text(block, values[last], &format, rose->chart.unit)),
        &style, width);
}

static struct plan plan(const hai_block *block, const struct rose *rose, hai_box box)
{
    struct plan plan = {.data = chart_data_read_parts(block, &rose->chart, MAX_PETALS)};
    plan.title = chart_title(block, rose->chart.title, box.width);
    plan.head = plan.title != NULL ? kit_height(plan.title) + CHART_TITLE_GAP : 0;
    if (plan.data == NULL) {
        plan.height = plan.head + chart_empty_height(block, box.width);
        return plan;
    }
    tell_others(block, rose, &plan, box.width);
    box.height = fmax(box.height - note_height(&plan), 0);
    plan.count = plan.data->category_count;
    plan_petals(block, rose, &plan, false);
    bool is_around = try_around(block, rose, &plan, box);
    if (!is_around) {
        plan.is_flat = true;
        plan_petals(block, rose, &plan, true);
        is_around = try_around(block, rose, &plan, box);
    }
    if (is_around)
        plan_styles(block, rose, &plan);
    else
        plan_list(block, rose, &plan, box);
    plan.note_y = box.y + fmax(plan.height, box.height) + NOTE_GAP;
    plan.height += note_height(&plan);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).height};
}

static void draw_petals(const hai_block *block, const struct plan *plan, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    double width = 2 * CHART_PI / plan->count;
    for (int32_t i = 0; i < plan->count; i++)
        if (plan->petals[i].radius > plan->inner)
            chart_fill_sector(canvas, plan->centre, plan->inner, plan->petals[i].radius, i * width,
                              (i + 1) * width, &plan->styles[i]);
    for (int32_t i = 0; plan->count > 1 && i < plan->count; i++) {
        double before = plan->petals[(i + plan->count - 1) % plan->count].radius;
        double rim = fmax(before, plan->petals[i].radius);
        if (rim > plan->inner)
            kit_rule(canvas, chart_polar_point(plan->centre, fmax(plan->inner - 1, 0), i * width),
                     chart_polar_point(plan->centre, rim + 1, i * width),
                     fmin(SEPARATOR, plan->radius * width / 6), hai_theme_colour(theme, "surface"));
    }
}

static void draw_names(const hai_block *block, const struct plan *plan, hai_canvas *canvas)
{
    hai_colour line = hai_theme_colour(hai_block_theme(block), "weak");
    for (int32_t i = 0; i < plan->count; i++) {
        const struct petal *petal = &plan->petals[i];
        double x = sin(petal->middle), shift = fabs(x) < 0.2 ? x / 0.2 : copysign(1, x);
        hai_box box = petal->box;
        if (petal->has_leader) {
            hai_point from, to;
            leader_of(petal, &from, &to);
            kit_rule(canvas, (hai_point){from.x + plan->centre.x, from.y + plan->centre.y},
                     (hai_point){to.x + plan->centre.x, to.y + plan->centre.y}, 1.5, line);
        }
        box.x += plan->centre.x;
        box.y += plan->centre.y;
        if (plan->is_flat) {
            double base = hai_paragraph_baseline(petal->figure);
            hai_canvas_paragraph(canvas, petal->name, box.x, box.y);
            hai_canvas_paragraph(canvas, petal->figure,
                                 hai_box_right(box) - hai_paragraph_size(petal->figure).width,
                                 box.y + fmax(hai_paragraph_last_baseline(petal->name) - base, 0));
            continue;
        }
        const hai_paragraph *texts[] = {petal->name, petal->figure};
        for (size_t k = 0; k < HAI_COUNT(texts); k++) {
            double free = box.width - hai_paragraph_size(texts[k]).width;
            hai_canvas_paragraph(canvas, texts[k], box.x + free * (1 - shift) / 2, box.y);
            box.y += kit_height(texts[k]);
        }
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box);
    if (placed.title != NULL)
        hai_canvas_paragraph(canvas, placed.title, box.x, box.y);
    if (placed.data == NULL) {
        box = hai_box_inset(box, (hai_insets){.top = placed.head});
        chart_empty_draw(block, canvas, box);
        return;
    }
    draw_petals(block, &placed, canvas);
    if (placed.key != NULL)
        chart_key_draw(placed.key, canvas, placed.key_at.x, placed.key_at.y);
    else
        draw_names(block, &placed, canvas);
    if (placed.note != NULL)
        hai_canvas_paragraph(canvas, placed.note, box.x, placed.note_y);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct rose *rose = data;
    struct chart_data *read = chart_data_read_parts(block, &rose->chart, MAX_PETALS);
    if (read == NULL)
        return "玫瑰图,暂无数据";
    return chart_summary_of(block, "玫瑰图", &rose->chart, read, CHART_STORY_RANK);
}

CHART_PLUGIN("rose", struct rose, "南丁格尔玫瑰图", "Rose chart",
             "各花瓣角度相同,面积对应数值,名称标在瓣边",
             "Petals of one angle whose areas go with their values, named at their rims");
