// SPDX-License-Identifier: MIT
//
// Shares of a whole as a ring, each named at its arc by a leader line. Shares are rounded so that
// they sum to 100 %. Where the box is too narrow for names at both sides, they stand in a list
// below.
#include <math.h>
#include <stdlib.h>

#include "visual-kit/surface.h"

#define PI 3.14159265358979323846
#define SHARE_DECIMALS 1
#define MAX_SLICES 12 // more than these are put together as 其他

enum show { SHOW_SHARE, SHOW_VALUE };

struct donut {
    const hai_table *rows;
    int32_t label, value;
    const char *title, *note, *unit;
    int32_t show;
    double size;
    hai_number_options number;
};

static const struct donut defaults = {
    .label = -1, .value = -1, .size = 340, .number = {.decimals = -1, .group = true}};

static const char *const shows[] = {"share", "value", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct donut, rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("label", struct donut, label, "label", .flags = HAI_REQUIRED, .help_zh = "名称列",
               .help_en = "Column of names"),
    HAI_COLUMN("value", struct donut, value, "value", .flags = HAI_REQUIRED, .help_zh = "数值列",
               .help_en = "Column of values"),
    HAI_TEXT("title", struct donut, title, .help_zh = "环中文字", .help_en = "Words in the middle"),
    HAI_TEXT("note", struct donut, note, .help_zh = "环中小字",
             .help_en = "Small words below them"),
    HAI_CHOICE("show", struct donut, show, shows, .help_zh = "标注占比(不写小数位数时1位)或数值",
               .help_en = "At a name: its share (of 1 decimal where none is told) or value"),
    HAI_STRING("unit", struct donut, unit, .help_zh = "数值的单位",
               .help_en = "Unit, written after each value"),
    HAI_LENGTH("size", struct donut, size, 80, 2000, .unit = "px", .help_zh = "环的直径",
               .help_en = "Diameter of the ring"),
    HAI_NUMBER_OPTIONS(struct donut, number),
};

#define LEADER 64.0    // from the ring to a label
#define ELBOW 20.0     // from the ring to the leader's bend
#define LABEL_GAP 12.0 // between labels, one above the other

struct slice {
    const char *name;
    double value;
    const char *number_text; // its share or its value, as the spec asks
    double from, to;         // radians, clockwise from the right
    hai_colour colour;
    const hai_paragraph *label, *number;
    hai_size size; // of both, one above the other
    double y;      // of the label's top, when placed beside the ring
};

struct plan {
    struct slice *slices;
    int32_t count;
    double total, diameter;
    bool is_list; // names stand below the ring
    double label_width;
    const hai_paragraph *title, *note;
    double height;
};

static int compare_falling(const void *a, const void *b)
{
    double x = ((const struct slice *)a)->value, y = ((const struct slice *)b)->value;
    return (y > x) - (y < x);
}

// Write the numbers of all slices: shares that sum to 100 %, or values of one scale.
static void write_numbers(const hai_block *block, const struct donut *donut, const double *values,
                          struct slice *slices, int32_t count)
{
    hai_number_format format = hai_number_options_format(&donut->number);
    if (donut->show == SHOW_VALUE) {
        format.scale = hai_number_common_scale(values, (uint32_t)count, &format);
        for (int32_t i = 0; i < count; i++)
            slices[i].number_text =
                hai_block_printf(block, "%s%s", hai_number_text(block, values[i], &format),
                                 donut->unit == NULL ? "" : donut->unit);
        return;
    }
    int32_t decimals = format.decimals < 0 ? SHARE_DECIMALS : format.decimals;
    format = (hai_number_format){
        .size = sizeof format, .decimals = decimals, .style = HAI_NUMBER_PERCENT};
    double *shares = hai_block_alloc(block, ((size_t)count + 1) * sizeof *shares);
    hai_number_shares(values, (uint32_t)count, decimals, shares);
    for (int32_t i = 0; i < count; i++)
        slices[i].number_text = hai_number_text(block, shares[i], &format);
}

static void read_slices(const hai_block *block, const struct donut *donut, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    int32_t rows = hai_table_rows(donut->rows);
    struct slice *slices = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *slices);
    for (int32_t i = 0; i < rows; i++) {
        double value = hai_table_number(donut->rows, i, donut->value);
        if (!(value > 0))
            continue;
        slices[plan->count++] =
            (struct slice){.name = hai_table_text(donut->rows, i, donut->label), .value = value};
        plan->total += value;
    }
    if (plan->count > MAX_SLICES) {
        qsort(slices, (size_t)plan->count, sizeof *slices, compare_falling);
        struct slice *last = &slices[MAX_SLICES - 1];
        for (int32_t i = MAX_SLICES; i < plan->count; i++)
            last->value += slices[i].value;
        last->name = "其他";
        plan->count = MAX_SLICES;
    }
    double *values = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *values);
    for (int32_t i = 0; i < plan->count; i++)
        values[i] = slices[i].value;
    write_numbers(block, donut, values, slices, plan->count);
    double angle = -PI / 2;
    for (int32_t i = 0; i < plan->count; i++) {
        slices[i].from = angle;
        angle += 2 * PI * slices[i].value / plan->total;
        slices[i].to = angle;
        // The largest share has the first colour, wherever it stands.
        int rank = 1;
        for (int32_t k = 0; k < plan->count; k++)
            rank += values[k] > values[i] || (values[k] == values[i] && k < i);
        const char *token = hai_block_printf(block, "categorical.%d", (rank - 1) % 8 + 1);
        slices[i].colour = hai_theme_colour(theme, token);
    }
    plan->slices = slices;
}

static void plan_labels(const hai_block *block, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style name = kit_type(theme, "label", NULL, HAI_TEXT_LEFT);
    hai_text_style number = kit_type(theme, "value", "ink", HAI_TEXT_LEFT);
    number.size *= 1.3;
    for (int32_t i = 0; i < plan->count; i++) {
        struct slice *slice = &plan->slices[i];
        slice->label = hai_paragraph_new(block, slice->name, &name, 0);
        slice->number = hai_paragraph_new(block, slice->number_text, &number, 0);
        hai_size a = hai_paragraph_size(slice->label), b = hai_paragraph_size(slice->number);
        slice->size = (hai_size){fmax(a.width, b.width), a.height + b.height};
        plan->label_width = fmax(plan->label_width, slice->size.width);
    }
}

static bool is_right(const struct slice *slice)
{
    return cos((slice->from + slice->to) / 2) >= 0;
}

// Labels of one side, from top to bottom, pushed apart until none touches the next; then the whole
// column is moved back into the height.
static void place_side(struct plan *plan, bool right, double height)
{
    struct slice *side[MAX_SLICES];
    int32_t count = 0;
    double radius = plan->diameter / 2 + ELBOW;
    for (int32_t i = 0; i < plan->count; i++) {
        struct slice *slice = &plan->slices[i];
        if (is_right(slice) != right)
            continue;
        slice->y =
            height / 2 + radius * sin((slice->from + slice->to) / 2) - slice->size.height / 2;
        int32_t at = count++;
        for (; at > 0 && side[at - 1]->y > slice->y; at--)
            side[at] = side[at - 1];
        side[at] = slice;
    }
    double bottom = 0;
    for (int32_t i = 0; i < count; i++) {
        side[i]->y = fmax(side[i]->y, bottom);
        bottom = side[i]->y + side[i]->size.height + LABEL_GAP;
    }
    double limit = height;
    for (int32_t i = count; i-- > 0;) {
        side[i]->y = fmin(side[i]->y, limit - side[i]->size.height);
        limit = side[i]->y - LABEL_GAP;
    }
}

static double side_height(const struct plan *plan, bool right)
{
    double height = 0;
    for (int32_t i = 0; i < plan->count; i++)
        if (is_right(&plan->slices[i]) == right)
            height += plan->slices[i].size.height + 4;
    return height;
}

static struct plan plan(const hai_block *block, const struct donut *donut, double width)
{
    struct plan plan = {.diameter = fmin(donut->size, width)};
    read_slices(block, donut, &plan);
    plan_labels(block, &plan);
    double room = (width - plan.diameter) / 2;
    plan.is_list = room < plan.label_width + LEADER;
    plan.height = plan.diameter + (plan.is_list ? 0 : 2 * ELBOW);
    if (plan.is_list) {
        plan.height += 24;
        for (int32_t i = 0; i < plan.count; i++)
            plan.height +=
                fmax(kit_height(plan.slices[i].label), kit_height(plan.slices[i].number));
    } else {
        plan.height = fmax(plan.height, fmax(side_height(&plan, false), side_height(&plan, true)));
        place_side(&plan, false, plan.height);
        place_side(&plan, true, plan.height);
    }
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style title = kit_type(theme, "card", NULL, HAI_TEXT_TITLE_CENTRE);
    hai_text_style note = kit_type(theme, "caption", NULL, HAI_TEXT_TITLE_CENTRE);
    const char *words = plan.count > 0 ? donut->title : "暂无数据";
    if (words != NULL)
        plan.title = hai_paragraph_new(block, words, &title, plan.diameter * 0.5);
    if (donut->note != NULL && plan.count > 0)
        plan.note = hai_paragraph_new(block, donut->note, &note, plan.diameter * 0.5);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_ring(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                      hai_point centre)
{
    double outer = plan->diameter / 2, inner = outer * 0.62;
    hai_colour gap = hai_theme_colour(theme, "surface");
    if (plan->count == 0) {
        hai_canvas_arc(canvas, centre.x, centre.y, (outer + inner) / 2, 0, 2 * PI);
        hai_canvas_stroke(canvas, hai_stroke_width(outer - inner),
                          hai_paint_colour(hai_theme_colour(theme, "line")));
    }
    for (int32_t i = 0; i < plan->count; i++) {
        const struct slice *slice = &plan->slices[i];
        double mid = (slice->from + slice->to) / 2;
        hai_canvas_move_to(canvas, centre.x + outer * cos(slice->from),
                           centre.y + outer * sin(slice->from));
        // Two arcs each: a whole ring is more than one arc can say.
        hai_canvas_arc(canvas, centre.x, centre.y, outer, slice->from, mid);
        hai_canvas_arc(canvas, centre.x, centre.y, outer, mid, slice->to);
        hai_canvas_line_to(canvas, centre.x + inner * cos(slice->to),
                           centre.y + inner * sin(slice->to));
        hai_canvas_arc(canvas, centre.x, centre.y, inner, slice->to, mid);
        hai_canvas_arc(canvas, centre.x, centre.y, inner, mid, slice->from);
        hai_canvas_close(canvas);
        hai_canvas_fill(canvas, hai_paint_colour(slice->colour));
    }
    for (int32_t i = 0; plan->count > 1 && i < plan->count; i++) {
        double a = plan->slices[i].from;
        kit_rule(
            canvas, (hai_point){centre.x + (inner - 1) * cos(a), centre.y + (inner - 1) * sin(a)},
            (hai_point){centre.x + (outer + 1) * cos(a), centre.y + (outer + 1) * sin(a)}, 4, gap);
    }
    double y = centre.y - (kit_height(plan->title) + kit_height(plan->note)) / 2;
    if (plan->title != NULL)
        hai_canvas_paragraph(canvas, plan->title, centre.x - plan->diameter * 0.25, y);
    if (plan->note != NULL)
        hai_canvas_paragraph(canvas, plan->note, centre.x - plan->diameter * 0.25,
                             y + kit_height(plan->title));
}

static void draw_leader(const struct plan *plan, hai_canvas *canvas, hai_box box, hai_point centre,
                        const struct slice *slice)
{
    double radius = plan->diameter / 2, mid = (slice->from + slice->to) / 2;
    double side = is_right(slice) ? 1 : -1;
    double name = kit_height(slice->label);
    double x = centre.x + side * (radius + LEADER);
    hai_point label = {side > 0 ? x : x - slice->size.width, box.y + slice->y};
    double y = label.y + slice->size.height / 2;

    // Out along the radius, so that the line never crosses the ring; then to the label.
    hai_canvas_move_to(canvas, centre.x + (radius + 4) * cos(mid),
                       centre.y + (radius + 4) * sin(mid));
    hai_canvas_line_to(canvas, centre.x + (radius + ELBOW) * cos(mid),
                       centre.y + (radius + ELBOW) * sin(mid));
    hai_canvas_line_to(canvas, x - side * 10, y);
    hai_canvas_stroke(canvas, (hai_stroke){.size = sizeof(hai_stroke), .join = 1, .width = 2},
                      hai_paint_colour(slice->colour));
    double name_x = side > 0 ? label.x : x - hai_paragraph_size(slice->label).width;
    double number_x = side > 0 ? label.x : x - hai_paragraph_size(slice->number).width;
    hai_canvas_paragraph(canvas, slice->label, name_x, label.y);
    hai_canvas_paragraph(canvas, slice->number, number_x, label.y + name);
}

static void draw_list(const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double y = box.y + plan->diameter + 24;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct slice *slice = &plan->slices[i];
        double label = kit_height(slice->label), number = kit_height(slice->number);
        double height = fmax(label, number);
        kit_fill_box(canvas, (hai_box){box.x, y + height / 2 - 11, 22, 22}, 6, slice->colour);
        hai_canvas_paragraph(canvas, slice->label, box.x + 36, y + (height - label) / 2);
        hai_canvas_paragraph(canvas, slice->number,
                             hai_box_right(box) - hai_paragraph_size(slice->number).width,
                             y + (height - number) / 2);
        y += height;
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct donut *donut = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, donut, box.width);
    hai_point centre = {box.x + box.width / 2,
                        box.y + (placed.is_list ? placed.diameter : placed.height) / 2};
    draw_ring(theme, &placed, canvas, centre);
    if (placed.is_list)
        draw_list(&placed, canvas, box);
    for (int32_t i = 0; !placed.is_list && i < placed.count; i++)
        draw_leader(&placed, canvas, box, centre, &placed.slices[i]);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct donut *donut = data;
    struct plan summary = {0};
    read_slices(block, donut, &summary);
    if (summary.count == 0)
        return "环形图,暂无数据";
    const char *text = "环形图";
    for (int32_t i = 0; i < summary.count; i++)
        text =
            hai_block_printf(block, "%s,%s%s%s", text, summary.slices[i].name,
                             donut->show == SHOW_SHARE ? "占" : "", summary.slices[i].number_text);
    return text;
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "donut",
                                  .title_zh = "环形图",
                                  .title_en = "Donut chart",
                                  .summary_zh = "各部分占比,合计100%",
                                  .summary_en = "Shares of a whole as a ring with direct labels",
                                  .struct_size = sizeof(struct donut),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "donut",
   .version = "1.0.0", .summary = "Shares of a whole as a ring with direct labels",
   .licence = "MIT",   .features = {{"visual", &visual}}};
