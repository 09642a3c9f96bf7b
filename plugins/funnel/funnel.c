// SPDX-License-Identifier: MIT
//
// Stages of a process, each with what is left of the first: as centred bars linked by pale slopes
// on which the rate of conversion stands, or as one shape that narrows; or layers of a pyramid.
//
// Where a box is too narrow for names beside the bars, or for values beside the short ones, every
// stage has its words above its bar.
#include "funnel.h"

#define MOST_ROWS 200 // nobody reads more
#define LINK_HEIGHT 48.0
#define JOINT 4.0      // between the pieces of the solid shape
#define NAME_GAP 24.0  // from names to the shape
#define VALUE_GAP 12.0 // from a bar to what stands beside it
#define INNER_GAP 12.0 // on either side of words in a bar
#define STACK_GAP 8.0  // between words and their bar, one above the other
#define STACK_THICKNESS 40.0
#define ARROW_WIDTH 14.0
#define ARROW_HEIGHT 9.0
#define ARROW_GAP 8.0
#define LEAST_RULE 24.0 // a shorter hairline is left out
#define LEAST_WIDTH 4.0 // of a bar, so that it is seen
#define MOST_NAMES 0.34 // of the width
#define PALE 0.14       // of its colour, in a slope
#define MOST_RATE 10.0  // a rate above this is none

static const struct funnel defaults = {.chart = {CHART_DEFAULTS, .height = 440}, .thickness = 64};

static const char *const styles[] = {"bars", "solid", "pyramid", NULL};
static const char *const name_places[] = {"auto", "beside", "inside", NULL};
static const char *const rate_kinds[] = {"step", "total", "none", NULL};
static const char *const layer_kinds[] = {"value", "equal", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct funnel, chart),
    HAI_CHOICE("style", struct funnel, style, styles,
               .help_zh = "样式:居中条形、连续漏斗、金字塔(首行在塔尖)",
               .help_en = "Centred bars, one shape that narrows, or a pyramid, the first row on "
                          "top"),
    HAI_CHOICE("names", struct funnel, names, name_places,
               .help_zh = "名称位置:放得下就在旁边、在旁边、在图形内",
               .help_en = "Names: beside where there is room, beside, in the shape"),
    HAI_CHOICE("rates", struct funnel, rates, rate_kinds,
               .help_zh = "转化率:较上一环节、较首个环节、不标",
               .help_en = "Rates: to the stage before, to the first stage, none"),
    HAI_STRING("rate_name", struct funnel, rate_name, .help_zh = "转化率前的文字,如“办结率”",
               .help_en = "Words before each rate"),
    HAI_CHOICE("layers", struct funnel, layers, layer_kinds,
               .help_zh = "金字塔各层:面积与数值成比例、等高",
               .help_en = "Layers of the pyramid: their areas go with the values, or all of one "
                          "height"),
    HAI_LENGTH("thickness", struct funnel, thickness, 24, 200, .unit = "px",
               .help_zh = "每个环节的高度", .help_en = "Height of a stage"),
    CHART_SORT_OPTIONS(struct funnel, chart),
    CHART_COLOUR_OPTIONS(struct funnel, chart),
    CHART_SIZE_OPTIONS(struct funnel, chart),
    CHART_LABEL_OPTION(struct funnel, chart),
};

static void check(const hai_block *block, const void *data)
{
    const struct funnel *funnel = data;
    chart_check(block, &funnel->chart);
    chart_check_rows(block, &funnel->chart, MOST_ROWS);
    if (funnel->chart.rows != NULL && chart_data_read(block, &funnel->chart)->series_count > 1)
        hai_block_warn(block, "rows", "chart.series", "give each its own chart",
                       "a funnel shows one series; the others are passed over");
}

const hai_paragraph *funnel_words(const hai_block *block, const char *text, const char *role,
                                  const char *colour, double width)
{
    if (text == NULL || text[0] == '\0')
        return NULL;
    hai_text_style style = kit_type(hai_block_theme(block), role, colour, HAI_TEXT_LEFT);
    style.line_height = 1.25;
    return hai_paragraph_new(block, text, &style, width);
}

static double text_width(const hai_paragraph *text)
{
    return text != NULL ? hai_paragraph_size(text).width : 0;
}

// --- What is said ---

static const char *figure_of(const hai_block *block, const struct funnel *funnel,
                             const struct funnel_plan *plan, int32_t stage)
{
    double value = plan->stages[stage].value;
    if (funnel->chart.labels == CHART_LABELS_NONE)
        return NULL;
    return chart_value_text(block, value, &plan->format, isnan(value) ? NULL : funnel->chart.unit);
}

// From the stage before, or the first, to this one; NULL where that is no rate.
static const char *rate_of(const hai_block *block, const struct funnel *funnel,
                           const struct funnel_plan *plan, int32_t stage)
{
    if (stage == 0 || stage >= plan->count || funnel->rates == FUNNEL_RATES_NONE)
        return NULL;
    double before = plan->stages[funnel->rates == FUNNEL_RATES_TOTAL ? 0 : stage - 1].value;
    double share = plan->stages[stage].value / before;
    if (!(before > 0) || !(share >= 0) || share > MOST_RATE)
        return NULL;
    const char *text = share > 0 && share < 0.001 ? "<0.1%" : chart_share_text(block, share, 1);
    const char *name = funnel->rate_name;
    return name == NULL || name[0] == '\0' ? text : hai_block_printf(block, "%s %s", name, text);
}

static const hai_paragraph *rate_words(const hai_block *block, const struct funnel *funnel,
                                       const struct funnel_plan *plan, int32_t stage)
{
    return funnel_words(block, rate_of(block, funnel, plan, stage), "caption", "ink", 0);
}

// --- The shape ---

struct geometry {
    double centre, width;  // of the shape
    double limit;          // right end of what stands beside a bar
    double thickness, gap; // height of a stage; from one to the next
};

static struct funnel_piece piece_of(double centre, double top_width, double top,
                                    double bottom_width, double bottom)
{
    return (struct funnel_piece){{{centre - top_width / 2, top},
                                  {centre + top_width / 2, top},
                                  {centre + bottom_width / 2, bottom},
                                  {centre - bottom_width / 2, bottom}}};
}

// The narrowest, or the widest, that a piece is between two shares of its height.
static double width_within(const struct funnel_piece *piece, double from, double to, bool is_most)
{
    double top = piece->corners[1].x - piece->corners[0].x;
    double bottom = piece->corners[2].x - piece->corners[3].x;
    double a = top + (bottom - top) * from, b = top + (bottom - top) * to;
    return is_most ? fmax(a, b) : fmin(a, b);
}

static void plan_widths(struct funnel_plan *plan, double width)
{
    double most = 0;
    for (int32_t i = 0; i < plan->count; i++)
        most = fmax(most, plan->stages[i].value);
    for (int32_t i = 0; i < plan->count; i++) {
        double value = plan->stages[i].value;
        bool has_length = value > 0 && most > 0;
        plan->stages[i].width =
            fmin(has_length ? fmax(value / most * width, LEAST_WIDTH) : 0, width);
    }
}

// The stage's bar with its top at y, and the slope to the next one.
static void plan_piece(const struct funnel *funnel, struct funnel_plan *plan, int32_t at,
                       const struct geometry *geometry, double y)
{
    struct funnel_stage *stage = &plan->stages[at];
    double next = at + 1 < plan->count ? plan->stages[at + 1].width : stage->width;
    double bottom = y + geometry->thickness;
    bool is_solid = funnel->style == FUNNEL_SOLID;
    stage->piece =
        piece_of(geometry->centre, stage->width, y, is_solid ? next : stage->width, bottom);
    // Nothing flows to or from a stage without a value.
    if (!is_solid && at + 1 < plan->count && stage->width > 0 && next > 0)
        stage->link =
            piece_of(geometry->centre, stage->width, bottom, next, bottom + geometry->gap);
}

// Words in the middle of a bar where they fit into it, else beside it. False where there is no room
// either.
static bool place_on_bar(const hai_block *block, const struct funnel_stage *stage,
                         const hai_paragraph *text, const struct geometry *geometry, double y,
                         struct funnel_text *placed)
{
    if (text == NULL)
        return true;
    hai_size size = hai_paragraph_size(text);
    double share = fmin(size.height / geometry->thickness, 1) / 2;
    double inside = width_within(&stage->piece, 0.5 - share, 0.5 + share, false);
    double outside = width_within(&stage->piece, 0.5 - share, 0.5 + share, true);
    placed->text = text;
    placed->at.y = y + (geometry->thickness - size.height) / 2;
    if (size.width + 2 * INNER_GAP <= inside && size.height <= geometry->thickness) {
        placed->at.x = geometry->centre - size.width / 2;
        placed->is_painted = true;
        placed->paint = chart_ink_on(hai_block_theme(block), stage->style->colour);
        return true;
    }
    placed->at.x = geometry->centre + outside / 2 + VALUE_GAP;
    return placed->at.x + size.width <= geometry->limit + 0.01;
}

// On the slope below a stage, or beside it; of the solid shape, at the right of its joint.
static bool place_rate(const struct funnel *funnel, struct funnel_stage *stage,
                       const hai_paragraph *text, const struct geometry *geometry, double y,
                       double right)
{
    if (text == NULL)
        return true;
    hai_size size = hai_paragraph_size(text);
    double width = size.width + ARROW_WIDTH + ARROW_GAP, x = 0;
    double middle = y + geometry->thickness + geometry->gap / 2;
    if (funnel->style == FUNNEL_SOLID) {
        double edge =
            geometry->centre + (stage->piece.corners[2].x - stage->piece.corners[3].x) / 2;
        x = right - width;
        stage->rule_from = (hai_point){edge + VALUE_GAP, middle};
        stage->rule_to = (hai_point){x - VALUE_GAP, middle};
    } else {
        double share = size.height / geometry->gap / 2;
        double inside = width_within(&stage->link, 0.5 - share, 0.5 + share, false);
        double outside = width_within(&stage->link, 0.5 - share, 0.5 + share, true);
        x = geometry->centre + outside / 2 + VALUE_GAP;
        if (width + 2 * INNER_GAP <= inside)
            x = geometry->centre - width / 2;
        if (x + width > geometry->limit + 0.01)
            return false;
    }
    stage->mark = (hai_point){x + ARROW_WIDTH / 2, middle + ARROW_HEIGHT / 2};
    stage->rate = (struct funnel_text){
        .text = text, .at = {x + ARROW_WIDTH + ARROW_GAP, middle - size.height / 2}};
    return true;
}

// --- Names at the left, or with the values in the bars ---

static double name_width_of(const hai_block *block, const struct funnel_plan *plan)
{
    double widest = 0;
    for (int32_t i = 0; i < plan->count; i++)
        widest =
            fmax(widest, text_width(funnel_words(block, plan->stages[i].name, "label", NULL, 0)));
    return widest;
}

static struct geometry plan_geometry(const hai_block *block, const struct funnel *funnel,
                                     const struct funnel_plan *plan, double left, double right)
{
    bool is_solid = funnel->style == FUNNEL_SOLID;
    double rates = 0, box_right = right;
    for (int32_t i = 1; i < plan->count; i++)
        rates = fmax(rates, text_width(rate_words(block, funnel, plan, i)));
    if (is_solid && rates > 0)
        right -= rates + ARROW_WIDTH + ARROW_GAP + 3 * VALUE_GAP;
    double gap = is_solid ? JOINT : rates > 0 ? LINK_HEIGHT : LINK_HEIGHT / 2;
    double caption = kit_height(funnel_words(block, "率", "caption", NULL, 0));
    double value = kit_height(funnel_words(block, "率", "value", NULL, 0));
    // Of the solid shape, a value beside its piece stands between two rates.
    return (struct geometry){
        .centre = (left + right) / 2,
        .width = fmax(right - left, 1),
        .limit = box_right,
        .thickness = fmax(funnel->thickness, is_solid && rates > 0 ? caption + value + 4 : 0),
        .gap = fmax(gap, is_solid || !(rates > 0) ? 0 : caption + 8)};
}

// False where some words find no room.
static bool plan_beside(const hai_block *block, const struct funnel *funnel,
                        struct funnel_plan *plan, hai_box box, bool is_inside)
{
    double names = is_inside ? 0 : fmin(name_width_of(block, plan), box.width * MOST_NAMES);
    double left = box.x + names + (names > 0 ? NAME_GAP : 0), y = box.y;
    struct geometry geometry = plan_geometry(block, funnel, plan, left, hai_box_right(box));
    if (geometry.width < box.width * 0.4)
        return false;
    for (int32_t i = 0; i < plan->count && !is_inside; i++)
        geometry.thickness =
            fmax(geometry.thickness,
                 kit_height(funnel_words(block, plan->stages[i].name, "label", NULL, names)));
    plan_widths(plan, geometry.width);
    for (int32_t i = 0; i < plan->count; i++, y += geometry.thickness + geometry.gap) {
        struct funnel_stage *stage = &plan->stages[i];
        const char *figure = figure_of(block, funnel, plan, i);
        plan_piece(funnel, plan, i, &geometry, y);
        if (is_inside) {
            figure = figure == NULL ? stage->name
                                    : hai_block_printf(block, "%s %s", stage->name, figure);
        } else {
            const hai_paragraph *name = funnel_words(block, stage->name, "label", NULL, names);
            stage->words = (struct funnel_text){
                .text = name, .at = {box.x, y + (geometry.thickness - kit_height(name)) / 2}};
            double middle = y + geometry.thickness / 2;
            double edge = (stage->piece.corners[0].x + stage->piece.corners[3].x) / 2;
            stage->tie_from = (hai_point){box.x + text_width(name) + VALUE_GAP, middle};
            stage->tie_to = (hai_point){edge - VALUE_GAP, middle};
        }
        const hai_paragraph *text = funnel_words(block, figure, "value", "ink", 0);
        if (!place_on_bar(block, stage, text, &geometry, y, &stage->figure) ||
            !place_rate(funnel, stage, rate_words(block, funnel, plan, i + 1), &geometry, y,
                        hai_box_right(box)))
            return false;
    }
    plan->bottom = y - geometry.gap;
    return true;
}

// --- Words above their bars ---

// Name and value on one line, or one below the other. Returns their bottom.
static double place_head(const hai_block *block, struct funnel_stage *stage, const char *figure,
                         hai_box box, double y, bool is_one_line)
{
    double width = is_one_line ? 0 : box.width;
    const hai_paragraph *name = funnel_words(block, stage->name, "label", NULL, width);
    const hai_paragraph *value = funnel_words(block, figure, "value", "ink", width);
    double value_y = is_one_line ? y : y + kit_height(name);
    double value_x = is_one_line ? hai_box_right(box) - text_width(value) : box.x;
    stage->words = (struct funnel_text){.text = name, .at = {box.x, y}};
    stage->figure = (struct funnel_text){.text = value, .at = {value_x, value_y}};
    return fmax(y + kit_height(name), value_y + kit_height(value));
}

// Whether all names have their values beside them.
static bool has_one_line_heads(const hai_block *block, const struct funnel *funnel,
                               const struct funnel_plan *plan, double width)
{
    for (int32_t i = 0; i < plan->count; i++) {
        const char *figure = figure_of(block, funnel, plan, i);
        double name = text_width(funnel_words(block, plan->stages[i].name, "label", NULL, 0));
        if (name + NAME_GAP + text_width(funnel_words(block, figure, "value", "ink", 0)) > width)
            return false;
    }
    return true;
}

// The rate of a stage to the one above, in the middle. Returns its bottom.
static double place_step(const hai_block *block, const struct funnel *funnel,
                         struct funnel_plan *plan, int32_t at, hai_box box, double y)
{
    struct funnel_stage *stage = &plan->stages[at - 1];
    const hai_paragraph *text = funnel_words(block, rate_of(block, funnel, plan, at), "caption",
                                             "ink", box.width - ARROW_WIDTH - ARROW_GAP);
    y += 2 * STACK_GAP;
    if (text == NULL)
        return y;
    double x = box.x + (box.width - text_width(text) - ARROW_WIDTH - ARROW_GAP) / 2;
    stage->rate = (struct funnel_text){.text = text, .at = {x + ARROW_WIDTH + ARROW_GAP, y}};
    stage->mark = (hai_point){x + ARROW_WIDTH / 2, y + (kit_height(text) + ARROW_HEIGHT) / 2};
    return y + kit_height(text) + 2 * STACK_GAP;
}

static void plan_stacked(const hai_block *block, const struct funnel *funnel,
                         struct funnel_plan *plan, hai_box box)
{
    double centre = box.x + box.width / 2, thickness = fmin(funnel->thickness, STACK_THICKNESS);
    double y = box.y;
    bool is_one_line = has_one_line_heads(block, funnel, plan, box.width);
    plan_widths(plan, box.width);
    for (int32_t i = 0; i < plan->count; i++) {
        struct funnel_stage *stage = &plan->stages[i];
        if (i > 0)
            y = place_step(block, funnel, plan, i, box, y);
        y = place_head(block, stage, figure_of(block, funnel, plan, i), box, y, is_one_line) +
            STACK_GAP;
        stage->piece = piece_of(centre, stage->width, y, stage->width, y + thickness);
        y += thickness;
    }
    plan->bottom = y;
}

// --- All of it ---

static void clear_places(struct funnel_plan *plan)
{
    for (int32_t i = 0; i < plan->count; i++) {
        struct funnel_stage *stage = &plan->stages[i];
        *stage = (struct funnel_stage){.name = stage->name,
                                       .value = stage->value,
                                       .style = stage->style,
                                       .mark = {NAN, NAN},
                                       .tie_from = {NAN, NAN},
                                       .rule_from = {NAN, NAN}};
    }
}

static void plan_stages(const hai_block *block, const struct funnel *funnel,
                        struct funnel_plan *plan, hai_box box)
{
    clear_places(plan);
    if (funnel->style == FUNNEL_PYRAMID) {
        funnel_plan_layers(block, funnel, plan, box);
        return;
    }
    bool is_inside = funnel->names == FUNNEL_NAMES_INSIDE;
    if (plan_beside(block, funnel, plan, box, is_inside))
        return;
    clear_places(plan);
    if (funnel->names == FUNNEL_NAMES_AUTO && plan_beside(block, funnel, plan, box, true))
        return;
    clear_places(plan);
    plan_stacked(block, funnel, plan, box);
}

static struct funnel_plan plan(const hai_block *block, const struct funnel *funnel, hai_box box)
{
    struct funnel_plan plan = {.data = chart_data_read(block, &funnel->chart), .frame.box = box};
    const struct chart_data *data = plan.data;
    if (chart_data_is_empty(data)) {
        plan.data = NULL;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    chart_frame_apply(&plan.frame, &funnel->chart);
    chart_frame_plan(block, &plan.frame, box);
    plan.format = chart_data_format(&funnel->chart, data);
    plan.count = data->category_count;
    plan.stages = hai_block_alloc(block, ((size_t)plan.count + 1) * sizeof *plan.stages);
    struct chart_style *looks = chart_category_styles(block, &funnel->chart, data, false);
    for (int32_t i = 0; i < plan.count; i++)
        plan.stages[i] = (struct funnel_stage){
            .name = data->categories[i], .value = data->series[0].values[i], .style = &looks[i]};
    hai_box below = box;
    below.y = plan.frame.plot.y;
    plan_stages(block, funnel, &plan, below);
    plan.frame.box.height = plan.bottom - box.y;
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).frame.box.height};
}

// --- Drawing ---

static void piece_path(hai_canvas *canvas, const void *data)
{
    const struct funnel_piece *piece = data;
    for (int32_t i = 0; i < 4; i++) {
        if (i == 0)
            hai_canvas_move_to(canvas, piece->corners[i].x, piece->corners[i].y);
        else
            hai_canvas_line_to(canvas, piece->corners[i].x, piece->corners[i].y);
    }
    hai_canvas_close(canvas);
}

static void draw_piece(hai_canvas *canvas, const struct funnel_piece *piece,
                       const struct chart_style *style)
{
    double left = fmin(piece->corners[0].x, piece->corners[3].x);
    double right = fmax(piece->corners[1].x, piece->corners[2].x);
    double top = piece->corners[0].y, bottom = piece->corners[2].y;
    if (right > left && bottom > top)
        chart_fill_path(canvas, (hai_box){left, top, right - left, bottom - top}, style, piece_path,
                        piece);
}

static void draw_rule(const hai_theme *theme, hai_point from, hai_point to, hai_canvas *canvas)
{
    if (isfinite(from.x) && to.x > from.x + LEAST_RULE)
        kit_rule(canvas, from, to, 1.5, hai_theme_colour(theme, "line"));
}

static void draw_stage(const hai_block *block, const struct funnel *funnel,
                       const struct funnel_stage *stage, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    const hai_point *corners = stage->piece.corners;
    if (funnel->style == FUNNEL_BARS) {
        hai_box bar = {corners[0].x, corners[0].y, corners[2].x - corners[0].x,
                       corners[2].y - corners[0].y};
        double radius = fmin(hai_theme_length(theme, "bar_radius"), bar.width / 4);
        chart_fill_bar(canvas, bar, radius, CHART_LEFT | CHART_RIGHT, stage->style);
    } else {
        draw_piece(canvas, &stage->piece, stage->style);
    }
    hai_colour weak = hai_theme_colour(theme, "weak");
    draw_rule(theme, stage->rule_from, stage->rule_to, canvas);
    draw_rule(theme, stage->tie_from, stage->tie_to, canvas);
    if (!isfinite(stage->mark.x))
        return;
    hai_canvas_move_to(canvas, stage->mark.x - ARROW_WIDTH / 2, stage->mark.y - ARROW_HEIGHT);
    hai_canvas_line_to(canvas, stage->mark.x + ARROW_WIDTH / 2, stage->mark.y - ARROW_HEIGHT);
    hai_canvas_line_to(canvas, stage->mark.x, stage->mark.y);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(weak));
}

static void draw_text(const struct funnel_text *text, hai_canvas *canvas)
{
    if (text->text == NULL)
        return;
    if (text->is_painted)
        hai_canvas_paragraph_painted(canvas, text->text, text->at.x, text->at.y,
                                     hai_paint_colour(text->paint));
    else
        hai_canvas_paragraph(canvas, text->text, text->at.x, text->at.y);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct funnel *funnel = data;
    struct funnel_plan placed = plan(block, funnel, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    hai_colour surface = hai_theme_colour(hai_block_theme(block), "surface");
    for (int32_t i = 0; i < placed.count; i++) {
        // Of a pyramid these are the swatches of its list.
        struct chart_style pale = *placed.stages[i].style;
        if (funnel->style != FUNNEL_PYRAMID)
            pale = (struct chart_style){.colour = hai_colour_mix(surface, pale.colour, PALE)};
        draw_piece(canvas, &placed.stages[i].link, &pale);
    }
    for (int32_t i = 0; i < placed.count; i++)
        draw_stage(block, funnel, &placed.stages[i], canvas);
    for (int32_t i = 0; i < placed.count; i++) {
        draw_text(&placed.stages[i].words, canvas);
        draw_text(&placed.stages[i].figure, canvas);
        draw_text(&placed.stages[i].rate, canvas);
        draw_text(&placed.stages[i].share, canvas);
    }
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct funnel *funnel = data;
    bool is_pyramid = funnel->style == FUNNEL_PYRAMID;
    return chart_summary(block, is_pyramid ? "金字塔图" : "漏斗图", &funnel->chart,
                         is_pyramid ? CHART_STORY_SHARE : CHART_STORY_TREND);
}

CHART_PLUGIN("funnel", struct funnel, "漏斗图", "Funnel chart",
             "漏斗图:各环节的数量和转化率;也可作金字塔",
             "Stages of a process with their rates of conversion; or the layers of a pyramid");
