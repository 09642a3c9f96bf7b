// SPDX-License-Identifier: MIT
//
// Parallel coordinates (Alfred Inselberg, "The plane with parallel coordinates", 1985): an axis for
// each column, a line for each row. The rows that matter are in colour and named, the rest muted.
// Where axes beside each other leave no room for their names, they lie below each other.
#include "axes.h"

#include <string.h>

#define MOST_ROWS 5000
#define MOST_ENDS 0.25   // of the width, for names at line ends
#define FEW 6            // rows that all have a colour, where none is highlighted
#define MOST_TOLD 3      // highlighted rows whose values are written
#define LEAST_STEP 104.0 // between axes beside each other
#define FALL                                                                                       \
    128.0 // between axes below each other, at the least: lines are seen between their words
#define STRONG_WIDTH 4.0
#define MUTED_WIDTH 2.0
#define RADIUS 6.0
#define GAP 8.0
#define HALO 6.0 // around words on lines

static const struct parallel defaults = {.chart = {CHART_DEFAULTS, .height = 520}};

static const hai_option options[] = {
    HAI_TABLE("rows", struct parallel, chart.rows, .flags = HAI_REQUIRED,
              .help_zh = "数据表,一行一条线", .help_en = "The data, a line for each row"),
    HAI_COLUMN("label", struct parallel, chart.label, "label", .flags = HAI_REQUIRED,
               .help_zh = "名称列", .help_en = "Column of names"),
    HAI_LIST("axes", struct parallel, axes, &axis_item, .max_count = MAX_AXES,
             .help_zh = "各轴所在的列;默认为其余各列,文字列成为分类轴",
             .help_en = "The columns that are axes, or else all others; one of words is an axis of "
                        "categories"),
    HAI_CHOICE("curve", struct parallel, curve, chart_curves, .help_zh = "线形:折线、平滑、阶梯",
               .help_en = "Straight pieces, smooth without overshooting, or steps"),
    HAI_NUMBER_OPTIONS(struct parallel, chart.number),
    CHART_PLAIN_COLOUR_OPTIONS(struct parallel, chart),
    CHART_SIZE_OPTIONS(struct parallel, chart),
    CHART_LABEL_OPTION(struct parallel, chart),
    CHART_LEGEND_OPTION(struct parallel, chart),
};

struct place {
    hai_point low, high; // ends of the axis
    const hai_paragraph *name, *low_text, *high_text;
    hai_point name_at, low_at, high_at;
};

struct plan {
    struct axis *axes;
    int32_t axis_count; // 0: no data
    int32_t row_count;
    const char **labels;
    struct chart_style *styles; // of the rows
    int32_t *lit;               // the rows that stand out
    int32_t lit_count;
    bool is_turned;
    hai_box box;
    double ends; // width
    const hai_paragraph *title;
    struct chart_legend *legend;
    struct place *places;
    struct chart_end_label *names; // of the rows that stand out
    struct chart_labels *words;
    int32_t dropped;
};

static void check(const hai_block *block, const void *data)
{
    const struct parallel *parallel = data;
    struct chart_options chart = parallel->chart;
    if (chart.rows == NULL)
        return;
    chart_check_rows(block, &chart, MOST_ROWS);
    if (hai_table_rows(chart.rows) > 0)
        chart_check_names(block, &chart, chart_data_read(block, &chart));
    const struct axis_option *items = parallel->axes.items;
    for (uint32_t i = 0; i < parallel->axes.count; i++) {
        if (items[i].low >= items[i].high)
            hai_block_error(block, hai_block_printf(block, "axes/%u/high", i), "chart.range",
                            "make it larger than 'low'",
                            "the axis ends where it begins, or before");
        if (items[i].column != NULL && hai_table_columns(chart.rows) > 0 &&
            hai_table_find_column(chart.rows, items[i].column) < 0)
            hai_block_error(block, hai_block_printf(block, "axes/%u/column", i), "option.column",
                            NULL, "the table has no column '%s'", items[i].column);
    }
}

// --- Colours ---

// A colour for each of what stands out: shades of one would be taken for each other where lines
// cross.
static void plan_styles(const hai_block *block, const struct parallel *parallel, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_options *chart = &parallel->chart;
    const struct chart_named_colour *named = chart->colours.items;
    const char *highlight = chart->highlight;
    size_t count = (size_t)plan->row_count + 1;
    plan->styles = hai_block_alloc(block, count * sizeof *plan->styles);
    plan->lit = hai_block_alloc(block, count * sizeof *plan->lit);
    if ((highlight == NULL || highlight[0] == '\0') && plan->row_count <= FEW)
        highlight = "all";
    for (int32_t i = 0; i < plan->row_count; i++) {
        plan->styles[i] = (struct chart_style){.colour = hai_theme_colour(theme, "muted"),
                                               .text = hai_theme_colour(theme, "weak")};
        if (chart_is_highlit(highlight, plan->labels, plan->axes[0].values, plan->row_count, i))
            plan->lit[plan->lit_count++] = i;
    }
    for (int32_t n = 0; n < plan->lit_count; n++) {
        struct chart_style *style = &plan->styles[plan->lit[n]];
        style->is_highlit = true;
        style->colour = plan->lit_count == 1 ? hai_theme_colour(theme, chart->colour)
                                             : chart_categorical(theme, n);
    }
    for (int32_t i = 0; i < plan->row_count; i++) {
        for (uint32_t c = 0; c < chart->colours.count; c++)
            if (named[c].name != NULL && named[c].colour != NULL &&
                strcmp(named[c].name, plan->labels[i]) == 0)
                plan->styles[i].colour = hai_theme_colour(theme, named[c].colour);
        if (plan->styles[i].is_highlit)
            plan->styles[i].text = chart_readable(theme, plan->styles[i].colour);
    }
}

// --- Axes ---

static const hai_paragraph *set_words(const hai_block *block, const char *text, const char *colour,
                                      int32_t weight, uint32_t align, double width)
{
    if (text == NULL)
        return NULL;
    hai_text_style type = kit_type(hai_block_theme(block), "caption", colour, align);
    type.line_height = 1.2;
    type.weight = weight;
    return hai_paragraph_new(block, text, &type, width);
}

static void set_axis(const hai_block *block, const struct axis *axis, struct place *place,
                     double name_width, double end_width, bool is_turned)
{
    uint32_t align = is_turned ? HAI_TEXT_LEFT : HAI_TEXT_TITLE_CENTRE;
    place->name = set_words(block, axis->name, "ink", 700, align, name_width);
    align = is_turned ? HAI_TEXT_LEFT : HAI_TEXT_CENTRE;
    place->low_text = set_words(block, axis->low_text, "weak", 400, align, end_width);
    place->high_text = set_words(block, axis->high_text, "weak", 400,
                                 is_turned ? HAI_TEXT_RIGHT : align, end_width);
    if (!is_turned || axis->low_text == NULL ||
        (hai_paragraph_lines(place->low_text) == 1 && hai_paragraph_lines(place->high_text) == 1))
        return;
    // A figure is never parted from its unit, which goes to the name instead.
    place->name = set_words(block, axis->name_with_unit, "ink", 700, align, name_width);
    place->low_text = set_words(block, axis->low_figure, "weak", 400, align, end_width);
    place->high_text = set_words(block, axis->high_figure, "weak", 400, HAI_TEXT_RIGHT, end_width);
}

static double width_of(const hai_paragraph *text)
{
    return text == NULL ? 0 : hai_paragraph_size(text).width;
}

static bool is_on_one_line(const hai_paragraph *text, double width)
{
    return text == NULL || (hai_paragraph_lines(text) == 1 && width_of(text) <= width + 0.5);
}

// Axes beside each other, words centred above and below them. False where these have no room.
static bool plan_upright(const hai_block *block, struct plan *plan, double top, double ends)
{
    int32_t count = plan->axis_count, last = count - 1;
    double room = plan->box.width - ends;
    // Half of a step at the left for half a name; at the right the same, or the rows' names.
    double halves = ends > 0 && count > 1 ? count - 0.5 : count;
    double step = room / halves;
    double width = step - 2 * GAP, end_width = step - 4;
    if (step < LEAST_STEP)
        return false;
    double name_height = 0, end_height = 0;
    for (int32_t i = 0; i < count; i++) {
        struct place *place = &plan->places[i];
        set_axis(block, &plan->axes[i], place, width, end_width, false);
        // A figure is never parted from its unit.
        if (width_of(place->name) > width + 0.5 || hai_paragraph_lines(place->name) > 3 ||
            !is_on_one_line(place->low_text, end_width) ||
            !is_on_one_line(place->high_text, end_width))
            return false;
        name_height = fmax(name_height, kit_height(place->name));
        end_height =
            fmax(end_height, fmax(kit_height(place->low_text), kit_height(place->high_text)));
    }
    double high = top + name_height + GAP + end_height + GAP;
    double low = fmax(hai_box_bottom(plan->box) - end_height - GAP, high + 160);
    plan->box.height = fmax(plan->box.height, low + GAP + end_height - plan->box.y);
    for (int32_t i = 0; i <= last; i++) {
        struct place *place = &plan->places[i];
        double x = plan->box.x + step * (0.5 + i);
        place->low = (hai_point){x, low};
        place->high = (hai_point){x, high};
        // A measure of its own centres the lines in it.
        place->name_at = (hai_point){x - width / 2, top + name_height - kit_height(place->name)};
        place->low_at = (hai_point){x - end_width / 2, low + GAP};
        place->high_at = (hai_point){x - end_width / 2, high - GAP - kit_height(place->high_text)};
    }
    return true;
}

// Axes below each other: the name above each, its ends below it.
static void plan_turned(const hai_block *block, struct plan *plan, double top)
{
    double inset = RADIUS + 2, width = plan->box.width, y = top, spare = 0;
    int32_t last = plan->axis_count - 1;
    for (int32_t pass = 0; pass < 2; pass++) {
        y = top;
        for (int32_t i = 0; i <= last; i++) {
            struct place *place = &plan->places[i];
            if (pass == 0)
                set_axis(block, &plan->axes[i], place, width, (width - 2 * GAP) / 2, true);
            place->name_at = (hai_point){plan->box.x, y};
            y += kit_height(place->name) + GAP + RADIUS;
            place->low = (hai_point){plan->box.x + inset, y};
            place->high = (hai_point){hai_box_right(plan->box) - inset, y};
            y += RADIUS + 4;
            place->low_at = (hai_point){plan->box.x, y};
            place->high_at = (hai_point){plan->box.x + width / 2 + GAP, y};
            double end = fmax(kit_height(place->low_text), kit_height(place->high_text));
            // Categories stand below their axis too.
            if (plan->axes[i].names != NULL)
                end = kit_height(set_words(block, "类", "weak", 400, HAI_TEXT_LEFT, 0)) + GAP;
            y += end + (i == last ? 0 : fmax(FALL - end, 16) + spare);
        }
        if (pass == 0 && last > 0)
            spare = fmax(hai_box_bottom(plan->box) - y, 0) / last;
    }
    plan->box.height = fmax(plan->box.height, y - plan->box.y);
}

static void plan_axes(const hai_block *block, const struct parallel *parallel, struct plan *plan)
{
    const struct chart_options *chart = &parallel->chart;
    const char **names = hai_block_alloc(block, ((size_t)plan->lit_count + 1) * sizeof *names);
    struct chart_style *styles =
        hai_block_alloc(block, ((size_t)plan->lit_count + 1) * sizeof *styles);
    plan->names = hai_block_alloc(block, ((size_t)plan->lit_count + 1) * sizeof *plan->names);
    for (int32_t n = 0; n < plan->lit_count; n++) {
        names[n] = plan->labels[plan->lit[n]];
        styles[n] = plan->styles[plan->lit[n]];
        if (names[n][0] != '\0')
            plan->names[n] = chart_end_label_new(block, names[n], &styles[n]);
    }
    plan->places = hai_block_alloc(block, ((size_t)plan->axis_count + 1) * sizeof *plan->places);
    plan->title = chart_title(block, chart->title, plan->box.width);
    double top =
        plan->box.y + (plan->title != NULL ? kit_height(plan->title) + CHART_TITLE_GAP : 0);
    plan->ends = chart_ends_width(plan->names, plan->lit_count);
    double height = plan->box.height;
    if (plan->lit_count <= 12 && plan->ends <= plan->box.width * MOST_ENDS &&
        chart->legend != CHART_LEGEND_TOP && plan_upright(block, plan, top, plan->ends))
        return;
    plan->ends = 0;
    plan->box.height = height;
    if (chart->legend != CHART_LEGEND_NONE)
        plan->legend = chart_legend_new(block, names, styles, plan->lit_count, CHART_SWATCH_LINE,
                                        plan->box.width);
    if (plan->legend != NULL)
        top += chart_legend_height(plan->legend) + 2 * GAP;
    if (plan_upright(block, plan, top, 0))
        return;
    plan->box.height = height;
    plan->is_turned = true;
    plan_turned(block, plan, top);
}

static hai_point place_at(const struct place *place, double share)
{
    return (hai_point){place->low.x + (place->high.x - place->low.x) * share,
                       place->low.y + (place->high.y - place->low.y) * share};
}

// --- Words in the plot ---

static void take_words(struct plan *plan, const hai_paragraph *text, hai_point at)
{
    if (text != NULL)
        chart_labels_take_box(plan->words, (hai_box){at.x, at.y, hai_paragraph_size(text).width,
                                                     hai_paragraph_size(text).height});
}

static void add_words(const hai_block *block, struct plan *plan, const char *text,
                      const char *colour, int32_t weight, hai_point at, double priority,
                      uint32_t sides, double width)
{
    hai_colour ground = hai_theme_colour(hai_block_theme(block), "surface");
    ground.a *= 0.86F;
    chart_labels_add(
        plan->words,
        (struct chart_label){.text = set_words(block, text, colour, weight, HAI_TEXT_LEFT, width),
                             .at = at,
                             .gap = RADIUS + 4,
                             .sides = sides,
                             .priority = priority,
                             .is_optional = priority < 2,
                             .ground = ground});
}

static void plan_words(const hai_block *block, const struct parallel *parallel, struct plan *plan)
{
    int32_t last = plan->axis_count - 1;
    hai_point first = plan->places[0].high, end = plan->places[last].low;
    hai_box bounds = plan->box;
    if (!plan->is_turned) {
        bounds.y = first.y;
        bounds.height = end.y - first.y;
        bounds.width -= plan->ends;
    }
    plan->words = chart_labels_new(block, bounds);
    for (int32_t a = 0; plan->is_turned && a <= last; a++) {
        take_words(plan, plan->places[a].name, plan->places[a].name_at);
        take_words(plan, plan->places[a].low_text, plan->places[a].low_at);
        if (plan->places[a].high_text != NULL)
            chart_labels_take_box(plan->words,
                                  (hai_box){plan->places[a].high_at.x, plan->places[a].high_at.y,
                                            hai_box_right(plan->box) - plan->places[a].high_at.x,
                                            kit_height(plan->places[a].high_text)});
    }
    if (plan->is_turned)
        chart_labels_take_box(plan->words, (hai_box){plan->box.x, plan->box.y, plan->box.width,
                                                     plan->places[0].name_at.y - plan->box.y});
    for (int32_t a = 0; a <= last; a++) {
        const struct axis *axis = &plan->axes[a];
        // At the right of the last axis stand the names of rows.
        uint32_t beside = a == last && plan->ends > 0 ? CHART_LEFT : CHART_RIGHT | CHART_LEFT;
        double length = plan->is_turned ? plan->places[a].high.x - plan->places[a].low.x : 0;
        for (int32_t i = 0; i < axis->count; i++)
            add_words(block, plan, axis->names[i], "ink", 400,
                      place_at(&plan->places[a], axis_category_share(axis, i)), 2,
                      plan->is_turned ? CHART_BELOW : beside,
                      plan->is_turned ? length / axis->count
                                      : fmax(plan->box.width / (last + 1) * 0.8, 1));
        for (int32_t n = 0; n < plan->lit_count && plan->lit_count <= MOST_TOLD; n++) {
            int32_t row = plan->lit[n];
            if (axis->names != NULL || isnan(axis->shares[row]) ||
                parallel->chart.labels == CHART_LABELS_NONE)
                continue;
            add_words(block, plan, chart_figure_text(block, axis->values[row], &axis->format),
                      chart_colour_name(block, plan->styles[row].text), 700,
                      place_at(&plan->places[a], axis->shares[row]), 1,
                      plan->is_turned ? CHART_BELOW | CHART_ABOVE : beside, 0);
        }
    }
    plan->dropped = chart_labels_place(plan->words);
}

static void plan_names(const hai_block *block, struct plan *plan)
{
    const struct axis *axis = &plan->axes[plan->axis_count - 1];
    const struct place *place = &plan->places[plan->axis_count - 1];
    for (int32_t n = 0; plan->ends > 0 && n < plan->lit_count; n++) {
        hai_point at = place_at(place, axis->shares[plan->lit[n]]);
        if (isnan(at.y))
            at = place_at(place, 0.5);
        plan->names[n].x = at.x;
        plan->names[n].y = at.y;
    }
    if (plan->ends > 0)
        plan->dropped += chart_ends_place(block, plan->names, plan->lit_count, place->high.y - 2,
                                          place->low.y + 12);
}

static struct plan plan(const hai_block *block, const struct parallel *parallel, hai_box box)
{
    struct plan plan = {.box = box, .row_count = hai_table_rows(parallel->chart.rows)};
    plan.axis_count = axes_read(block, parallel, &plan.axes);
    if (plan.axis_count == 0) {
        plan.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan.labels = hai_block_alloc(block, ((size_t)plan.row_count + 1) * sizeof *plan.labels);
    for (int32_t i = 0; i < plan.row_count; i++)
        plan.labels[i] = hai_table_text(parallel->chart.rows, i, parallel->chart.label);
    plan_styles(block, parallel, &plan);
    plan_axes(block, parallel, &plan);
    plan_words(block, parallel, &plan);
    plan_names(block, &plan);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct parallel *parallel = data;
    hai_box box = {0, 0, space.width, parallel->chart.height};
    return (hai_size){space.width, plan(block, parallel, box).box.height};
}

// --- Drawing ---

// The kit's lines go across; those of turned axes go downwards, and are straight.
static void draw_row(const struct parallel *parallel, const struct plan *plan, int32_t row,
                     double width, hai_colour colour, hai_canvas *canvas)
{
    hai_point points[MAX_AXES];
    for (int32_t a = 0; a < plan->axis_count; a++)
        points[a] = place_at(&plan->places[a], plan->axes[a].shares[row]);
    if (!plan->is_turned) {
        chart_draw_line(canvas, points, plan->axis_count, (enum chart_curve)parallel->curve, width,
                        colour);
        return;
    }
    for (int32_t a = 1; a < plan->axis_count; a++) {
        if (isnan(points[a - 1].x) || isnan(points[a].x))
            continue;
        hai_canvas_move_to(canvas, points[a - 1].x, points[a - 1].y);
        hai_canvas_line_to(canvas, points[a].x, points[a].y);
    }
    hai_stroke stroke = hai_stroke_width(width);
    stroke.cap = stroke.join = 1;
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
}

static void draw_axis(const hai_block *block, const struct plan *plan, int32_t a,
                      hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct place *place = &plan->places[a];
    hai_colour ground = hai_theme_colour(theme, "surface");
    const hai_paragraph *texts[] = {place->name, place->low_text, place->high_text};
    const hai_point at[] = {place->name_at, place->low_at, place->high_at};
    for (size_t i = 0; i < HAI_COUNT(texts); i++) {
        if (texts[i] == NULL)
            continue;
        hai_size size = hai_paragraph_size(texts[i]);
        double x = at[i].x;
        // Set to the right in the half that it has.
        if (plan->is_turned && i == 2)
            x = hai_box_right(plan->box) - size.width;
        // Strong lines too end before the words.
        hai_box words = {x, at[i].y, size.width, size.height};
        if (plan->is_turned) {
            double left = fmax(words.x - HALO, plan->box.x);
            words.width = fmin(hai_box_right(words) + HALO, hai_box_right(plan->box)) - left;
            words.x = left;
            kit_fill_box(canvas, words, 0, ground);
        }
        hai_canvas_paragraph(canvas, texts[i], at[i].x, at[i].y);
    }
}

static void draw_markers(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas)
{
    for (int32_t n = 0; n < plan->lit_count; n++)
        for (int32_t a = 0; a < plan->axis_count; a++) {
            double share = plan->axes[a].shares[plan->lit[n]];
            if (!isnan(share))
                chart_draw_marker(theme, canvas, place_at(&plan->places[a], share), RADIUS,
                                  plan->styles[plan->lit[n]].colour);
        }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct parallel *parallel = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, parallel, box);
    if (placed.axis_count == 0) {
        chart_empty_draw(block, canvas, placed.box);
        return;
    }
    if (placed.title != NULL)
        hai_canvas_paragraph(canvas, placed.title, box.x, box.y);
    double top = box.y + (placed.title != NULL ? kit_height(placed.title) + CHART_TITLE_GAP : 0);
    if (placed.legend != NULL)
        chart_legend_draw(placed.legend, canvas, box.x, top);
    // Of many lines those are seen that go the same way.
    double alpha = fmin(fmax(60.0 / fmax(placed.row_count, 1), 0.15), 1);
    for (int32_t i = 0; i < placed.row_count; i++) {
        hai_colour colour = placed.styles[i].colour;
        colour.a *= (float)alpha;
        if (!placed.styles[i].is_highlit)
            draw_row(parallel, &placed, i, MUTED_WIDTH, colour, canvas);
    }
    for (int32_t a = 0; a < placed.axis_count; a++)
        kit_rule(canvas, placed.places[a].low, placed.places[a].high,
                 hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "weak"));
    for (int32_t n = 0; n < placed.lit_count; n++)
        draw_row(parallel, &placed, placed.lit[n], STRONG_WIDTH,
                 placed.styles[placed.lit[n]].colour, canvas);
    for (int32_t a = 0; a < placed.axis_count; a++)
        draw_axis(block, &placed, a, canvas);
    draw_markers(theme, &placed, canvas);
    chart_labels_draw(placed.words, canvas);
    if (placed.ends > 0)
        chart_ends_draw(placed.names, placed.lit_count, placed.places[placed.axis_count - 1].low.x,
                        false, canvas);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct parallel *parallel = data;
    struct chart_options chart = axes_options(block, parallel);
    return chart_summary(block, "平行坐标图", &chart, CHART_STORY_RANK);
}

CHART_PLUGIN("parallel", struct parallel, "平行坐标图", "Parallel coordinates",
             "平行坐标图:一列一轴,一行一线,突出的行着色并标名",
             "An axis for each column, a line for each row; those that matter in colour");
