// SPDX-License-Identifier: MIT
#include "chart-kit/texts.h"

#include <math.h>
#include <string.h>

#include "chart-kit/names.h"
#include "visual-kit/surface.h"

#define SHORT_NAME 4.2  // em: too short to be broken
#define TEXT_GAP 8.0    // between words beside each other
#define PUSHED_GAP 8.0  // more, where an edge has pushed one of them
#define LEAST_GAP 4.0   // the same, where short words else had to go
#define NUMBER_GAP 11.0 // between 9时 and 10时: more than there is between a number and its 时
#define MOST_LINES 6    // of names that else were left out
#define MAX_LINES 4     // of a name below its category
#define LEAST_STEP 26.0 // a category narrower than this cannot have a word of its own
#define TICKS_APART 110.0
#define CLOSE_TICKS 50.0
#define DODGE_GAP 2.0
#define UPRIGHT_LINE 1.05
#define UPRIGHT_GAP 2.0 // between columns of characters, which have some room of their own
#define ROOMY 800.0     // width of a chart whose names may take two fifths of it

static bool has_names(const struct chart_axis *axis)
{
    return axis->kind == CHART_AXIS_BAND || axis->kind == CHART_AXIS_POINT;
}

static struct chart_axis_texts *texts_new(const hai_block *block, struct chart_axis *axis,
                                          int32_t count)
{
    struct chart_axis_texts *texts = hai_block_alloc(block, sizeof *texts);
    texts->items = hai_block_alloc(block, ((size_t)count + 1) * sizeof *texts->items);
    texts->gap = TEXT_GAP;
    axis->texts = texts;
    return texts;
}

// --- Across ---

// A word centred at a place, but inside the chart.
static hai_box centred(const hai_paragraph *text, double at, double left, double right)
{
    hai_size size = hai_paragraph_size(text);
    double x = fmin(fmax(at - size.width / 2, left), fmax(right - size.width, left));
    return (hai_box){x, 0, size.width, size.height};
}

// How far the edge of the chart has pushed a word from its place: from the one before it, whose
// place is a step away, it shall be as far as any other.
static double pushed(const struct chart_axis_text *text)
{
    return fmin(fabs(text->box.x + text->box.width / 2 - text->at), PUSHED_GAP);
}

static bool is_apart(const struct chart_axis_texts *texts, int32_t stride)
{
    for (int32_t i = 0; i + stride < texts->count; i++)
        if (hai_box_right(texts->items[i].box) + texts->gap + pushed(&texts->items[i]) +
                    pushed(&texts->items[i + stride]) >
                texts->items[i + stride].box.x &&
            texts->items[i].box.width > 0 && texts->items[i + stride].box.width > 0)
            return false;
    return true;
}

static void measure_texts(struct chart_axis_texts *texts)
{
    texts->size = 0;
    for (int32_t i = 0; i < texts->count; i++)
        texts->size = fmax(texts->size, hai_box_bottom(texts->items[i].box));
}

static void add_text(struct chart_axis_texts *texts, const hai_paragraph *text, double measure,
                     double at, double left, double right)
{
    hai_box box = centred(text, at, left, right);
    double shift = measure > 0 ? (measure - box.width) / 2 : 0;
    texts->items[texts->count++] =
        (struct chart_axis_text){.text = text, .at = at, .shift = shift, .box = box};
}

static hai_text_style name_style(const hai_block *block)
{
    return kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_TITLE_CENTRE);
}

// Which names are told where not all are: those whose place between is seen have even steps, of
// years back from the last, of numbers from the first, which has their unit.
enum anchor { ANCHOR_ENDS, ANCHOR_FIRST, ANCHOR_LAST };

static bool is_told(const struct chart_axis *axis, enum anchor anchor, int32_t stride, int32_t i)
{
    int32_t last = axis->count - 1;
    if (anchor != ANCHOR_ENDS)
        return (anchor == ANCHOR_LAST ? last - i : i) % stride == 0;
    // The one before the last gives way to it.
    return i == last || (i % stride == 0 && (stride == 1 || last - i >= stride || i == 0));
}

// Every `stride`-th name, each at most `width` wide (0: one line), on so many lines.
// False where they do not fit.
static bool set_some(const hai_block *block, struct chart_axis *axis, enum anchor anchor,
                     int32_t stride, double width, int32_t lines, double left, double right)
{
    hai_text_style style = name_style(block);
    // Characters of one name are nearer to each other than to those of the next.
    if (axis->is_upright)
        style.line_height = UPRIGHT_LINE;
    struct chart_axis_texts *texts = axis->texts;
    int32_t last = axis->count - 1;
    texts->count = 0;
    for (int32_t i = 0; i <= last; i++) {
        if (!is_told(axis, anchor, stride, i))
            continue;
        const hai_paragraph *text = hai_paragraph_new(block, axis->names[i], &style, width);
        double most = width > 0 ? width : right - left;
        if (hai_paragraph_size(text).width > most + 0.5 ||
            (width > 0 && hai_paragraph_lines(text) > lines))
            return false;
        add_text(texts, text, width, chart_scale_map(&axis->scale, i), left, right);
    }
    return is_apart(texts, 1);
}

static bool set_names(const hai_block *block, struct chart_axis *axis, double width, int32_t lines,
                      double left, double right)
{
    return set_some(block, axis, ANCHOR_ENDS, 1, width, lines, left, right);
}

// Names take turns in two rows.
static bool dodge_names(const hai_block *block, struct chart_axis *axis, double left, double right)
{
    (void)set_names(block, axis, 0, 1, left, right); // they overlap, that is known
    struct chart_axis_texts *texts = axis->texts;
    if (texts->count < 3 || !is_apart(texts, 2))
        return false;
    for (int32_t i = 1; i < texts->count; i += 2)
        texts->items[i].box.y = texts->items[0].box.height + DODGE_GAP;
    return true;
}

// Thin out: a stride that meets the last name is better than one that is as small as can be.
static void thin_names(const hai_block *block, struct chart_axis *axis, enum anchor anchor,
                       double step, double left, double right)
{
    int32_t last = axis->count - 1;
    int32_t least = (int32_t)fmax(2, ceil(LEAST_STEP / step));
    double strides = anchor == ANCHOR_ENDS ? 3 : 2; // between the first name and the last
    for (int32_t lines = 1; lines <= MAX_LINES; lines *= 2)
        for (int32_t stride = least; stride < last && stride * step * strides < right - left;
             stride = stride < 100 ? stride + 1 : stride * 5 / 4) {
            double width = lines > 1 ? stride * step - TEXT_GAP : 0;
            if ((lines > 1 && width < 72) ||
                !set_some(block, axis, anchor, stride, width, lines, left, right))
                continue;
            for (int32_t even = stride; even <= stride * 3 / 2 && even < last; even++)
                if (last % even == 0 &&
                    set_some(block, axis, anchor, even, width, lines, left, right))
                    return;
            // Of two names alone one is the first.
            if (anchor == ANCHOR_LAST && last / stride < 2 &&
                set_some(block, axis, ANCHOR_ENDS, last, width, lines, left, right))
                return;
            (void)set_some(block, axis, anchor, stride, width, lines, left,
                           right); // it is known to fit
            return;
        }
    if (last > 0 && set_some(block, axis, ANCHOR_ENDS, last, 0, 1, left, right))
        return;
    // The first and the last in half of the width each, however high, as near to their places as
    // they come.
    hai_text_style style = name_style(block);
    axis->texts->count = 0;
    double width = fmax((right - left - TEXT_GAP) / (last > 0 ? 2 : 1), 1);
    double start = chart_scale_map(&axis->scale, 0), end = chart_scale_map(&axis->scale, last);
    const hai_paragraph *ends[] = {hai_paragraph_new(block, axis->names[0], &style, width),
                                   hai_paragraph_new(block, axis->names[last], &style, width)};
    double middle =
        fmax((start + end) / 2, left + hai_paragraph_size(ends[0]).width + TEXT_GAP / 2);
    middle = fmin(middle, right - hai_paragraph_size(ends[1]).width - TEXT_GAP / 2);
    for (int32_t i = 0; i <= last; i += last > 0 ? last : 1) {
        add_text(axis->texts, ends[i > 0 ? 1 : 0], width, i > 0 ? end : start,
                 i == 0 || last == 0 ? left : middle + TEXT_GAP / 2,
                 i == last ? right : middle - TEXT_GAP / 2);
    }
}

static double widest_name(const struct chart_axis_texts *texts)
{
    double width = 0;
    for (int32_t i = 0; i < texts->count; i++)
        width = fmax(width, texts->items[i].box.width);
    return width;
}

// Months and quarters with the year below the first of each that is named: each, else every second,
// third, ... from where the year begins.
static bool set_periods(const hai_block *block, struct chart_axis *axis, double left, double right)
{
    static const struct {
        int32_t stride;
        bool has_unit;
    } tries[] = {{1, true},   {1, false}, {2, true},   {3, true},  {6, true},   {12, true},
                 {12, false}, {24, true}, {24, false}, {60, true}, {60, false}, {120, false}};
    struct chart_periods periods;
    struct chart_axis_texts *texts = axis->texts;
    if (!chart_names_periods(axis->names, axis->count, &periods))
        return false;
    hai_text_style style = name_style(block);
    style.align = HAI_TEXT_CENTRE;
    for (size_t k = 0; k < HAI_COUNT(tries); k++) {
        int32_t stride = tries[k].stride;
        if (stride % periods.step != 0)
            continue;
        int32_t before = -1;
        texts->count = 0;
        texts->gap = stride < 12 && !tries[k].has_unit ? NUMBER_GAP : TEXT_GAP;
        for (int32_t i = 0; i < axis->count; i++) {
            const char *name =
                chart_period_name(block, &periods, i, stride, tries[k].has_unit, &before);
            if (name == NULL)
                continue;
            double width =
                ceil(hai_paragraph_size(hai_paragraph_new(block, name, &style, 0)).width);
            add_text(texts, hai_paragraph_new(block, name, &style, width), width,
                     chart_scale_map(&axis->scale, i), left, right);
        }
        if (texts->count > 1 && is_apart(texts, 1))
            return true;
    }
    texts->gap = TEXT_GAP;
    return false;
}

// In such words, if there are any. They stay the axis' names.
static bool set_shorter(const hai_block *block, struct chart_axis *axis, const char *const *names,
                        double gap, double left, double right)
{
    if (names == NULL)
        return false;
    axis->names = names;
    axis->texts->gap = gap;
    return set_names(block, axis, 0, 1, left, right);
}

// A character below the other.
static bool set_upright(const hai_block *block, struct chart_axis *axis, double step, double left,
                        double right)
{
    const char *const *whole = axis->names;
    const char **names = chart_names_upright(block, axis->names, axis->count);
    double em = name_style(block).size;
    if (names == NULL || step < em + UPRIGHT_GAP)
        return false;
    axis->names = names;
    axis->texts->gap = 0;
    axis->is_upright = true;
    axis->is_upright = set_names(block, axis, step, MAX_LINES, left, right);
    axis->texts->gap = TEXT_GAP;
    axis->names = whole;
    return axis->is_upright;
}

// All names, whole or in shorter words, in one line or several.
static bool set_all(const hai_block *block, struct chart_axis *axis, double step, double left,
                    double right)
{
    bool is_roomy = step >= LEAST_STEP;
    double em = name_style(block).size;
    const char *const *whole = axis->names;
    const char **numbers = chart_names_numbers(block, whole, axis->count);
    axis->texts->gap = numbers != NULL ? NUMBER_GAP : TEXT_GAP;
    if (is_roomy && set_names(block, axis, 0, 1, left, right))
        return true;
    if (numbers != NULL)
        return set_shorter(block, axis, numbers, NUMBER_GAP, left, right) && is_roomy;
    if (set_periods(block, axis, left, right))
        return true;
    const char **years = chart_names_years(block, whole, axis->count);
    if (!is_roomy) {
        axis->names = years != NULL ? years : whole;
        return false;
    }
    if (set_shorter(block, axis, years, TEXT_GAP, left, right))
        return true;
    bool is_short = widest_name(axis->texts) < SHORT_NAME * em;
    if (is_short && set_shorter(block, axis, axis->names, LEAST_GAP, left, right))
        return true;
    axis->names = years != NULL ? years : whole;
    axis->texts->gap = TEXT_GAP;
    for (int32_t lines = 2; !is_short && step > 2 * em && lines <= MOST_LINES; lines++)
        if ((lines < 3 || step > 3.5 * em) &&
            set_names(block, axis, step - TEXT_GAP, lines, left, right))
            return true;
    // Years are better thinned out than in two rows.
    return (axis->count <= 24 && axis->kind == CHART_AXIS_BAND && years == NULL &&
            dodge_names(block, axis, left, right)) ||
           set_upright(block, axis, step, left, right);
}

static void names_across(const hai_block *block, struct chart_axis *axis, double left, double right)
{
    if (axis->count == 0)
        return;
    double step = fabs(chart_scale_step(&axis->scale));
    if (axis->count == 1)
        step = right - left;
    const char *const *whole = axis->names;
    enum anchor anchor = ANCHOR_ENDS;
    bool are_numbers = chart_names_numbers(block, whole, axis->count) != NULL;
    if (chart_names_are_even(whole, axis->count))
        anchor = are_numbers                                            ? ANCHOR_FIRST
                 : chart_names_years(block, whole, axis->count) != NULL ? ANCHOR_LAST
                                                                        : ANCHOR_ENDS;
    axis->is_upright = false;
    if (!set_all(block, axis, step, left, right))
        thin_names(block, axis, anchor, fmax(step, 1e-6), left, right);
    axis->names = whole;
    // Years and hours that are left out are no loss: the eye fills them in.
    bool is_series = are_numbers || (!isnan(chart_time(axis->names[0])) &&
                                     !isnan(chart_time(axis->names[axis->count - 1])));
    axis->dropped =
        is_series || axis->kind == CHART_AXIS_POINT ? 0 : axis->count - axis->texts->count;
}

static void ticks_across(const hai_block *block, struct chart_axis *axis, double left, double right)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_CENTRE);
    double length = fabs(axis->scale.end - axis->scale.start);
    // Short axes have closer ticks, so that there are a few.
    double few = fmin(fmax(length / CLOSE_TICKS, 2), 4);
    int32_t wanted = axis->wanted_ticks > 0 ? axis->wanted_ticks
                                            : (int32_t)fmin(fmax(length / TICKS_APART, few), 10);
    for (;; wanted--) {
        chart_axis_plan_ticks(block, axis, wanted);
        struct chart_axis_texts *texts = texts_new(block, axis, axis->ticks.count);
        for (int32_t i = 0; i < axis->ticks.count; i++)
            add_text(texts, hai_paragraph_new(block, axis->ticks.texts[i], &style, 0), 0,
                     chart_scale_map(&axis->scale, axis->ticks.values[i]), left, right);
        if (is_apart(texts, 1))
            return;
        if (wanted > 2)
            continue;
        // Too narrow for what must be: the two ends, or one of them.
        int32_t last = texts->count - 1;
        texts->items[1] = texts->items[last];
        texts->count = 2;
        if (!is_apart(texts, 1))
            texts->count = 1;
        return;
    }
}

void chart_texts_across(const hai_block *block, struct chart_axis *axis, double left, double right)
{
    texts_new(block, axis, has_names(axis) ? axis->count : 0);
    if (axis->is_hidden || axis->kind == CHART_AXIS_NONE) {
        if (!has_names(axis) && axis->kind != CHART_AXIS_NONE)
            chart_axis_plan_ticks(block, axis, 5);
        return;
    }
    if (has_names(axis))
        names_across(block, axis, left, right);
    else
        ticks_across(block, axis, left, right);
    measure_texts(axis->texts);
}

// --- Upwards and downwards ---

void chart_texts_upwards(const hai_block *block, struct chart_axis *axis)
{
    struct chart_axis_texts *texts = texts_new(block, axis, axis->ticks.count);
    hai_text_style style =
        kit_type(hai_block_theme(block), "caption", axis->colour, HAI_TEXT_RIGHT);
    for (int32_t i = 0; !axis->is_hidden && i < axis->ticks.count; i++) {
        const hai_paragraph *text = hai_paragraph_new(block, axis->ticks.texts[i], &style, 0);
        hai_size size = hai_paragraph_size(text);
        texts->items[texts->count++] = (struct chart_axis_text){
            .text = text, .at = axis->ticks.values[i], .box = {0, 0, size.width, size.height}};
        texts->size = fmax(texts->size, size.width);
    }
    texts->size = fmax(texts->size, axis->words_width);
}

// `width`: they wrap; 0: one line. `align`: of the lines of one that wraps.
static void set_names_downwards(const hai_block *block, struct chart_axis *axis, double width,
                                uint32_t align)
{
    hai_text_style style =
        kit_type(hai_block_theme(block), "label", "ink", width == 0 ? HAI_TEXT_LEFT : align);
    axis->texts->count = 0;
    axis->texts->size = 0;
    for (int32_t i = 0; i < axis->count; i++) {
        const hai_paragraph *text = hai_paragraph_new(block, axis->names[i], &style, width);
        hai_size size = hai_paragraph_size(text);
        double shift = width > 0 && align == HAI_TEXT_TITLE_RIGHT ? fmax(width - size.width, 0) : 0;
        axis->texts->items[axis->texts->count++] = (struct chart_axis_text){
            .text = text, .at = i, .shift = shift, .box = {0, 0, size.width, size.height}};
        axis->texts->size = fmax(axis->texts->size, size.width);
    }
}

static int32_t most_lines(const struct chart_axis_texts *texts)
{
    int32_t lines = 0;
    for (int32_t i = 0; i < texts->count; i++)
        if (hai_paragraph_lines(texts->items[i].text) > lines)
            lines = hai_paragraph_lines(texts->items[i].text);
    return lines;
}

void chart_texts_downwards(const hai_block *block, struct chart_axis *axis, double width)
{
    texts_new(block, axis, axis->count);
    axis->is_above = false;
    if (axis->is_hidden)
        return;
    set_names_downwards(block, axis, 0, HAI_TEXT_TITLE);
    // On a wide sheet names that hardly miss a third are better left whole.
    double most = width * 0.34;
    if (axis->texts->size <= (width >= ROOMY ? width * 0.4 : most) && !axis->wants_above)
        return;
    // Two lines beside their bands are fine; more stand better above them.
    set_names_downwards(block, axis, most, HAI_TEXT_TITLE_RIGHT);
    if (!axis->wants_above && axis->texts->size <= most + 0.5 && most_lines(axis->texts) <= 2 &&
        most > 160)
        return;
    axis->is_above = true;
    set_names_downwards(block, axis, fmax(width - axis->beside_names, width / 2), HAI_TEXT_TITLE);
    axis->texts->size = 0;
}
