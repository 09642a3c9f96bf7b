// SPDX-License-Identifier: MIT
#include "chart-kit/texts.h"

#include <math.h>
#include <string.h>

#include "visual-kit/surface.h"

#define SHORT_NAME 4.2  // em: too short to be broken
#define LEAST_NUMBERS 3 // names: fewer keep their unit
#define MOST_NUMBERS 400
#define TEXT_GAP 8.0    // between words beside each other
#define PUSHED_GAP 8.0  // more, where an edge has pushed one of them
#define LEAST_GAP 4.0   // the same, where short words else had to go
#define NUMBER_GAP 11.0 // between 9时 and 10时: more than there is between a number and its 时
#define MOST_LINES 6    // of names that else were left out
#define MAX_LINES 4     // of a name below its category
#define LEAST_STEP 26.0 // a category narrower than this cannot have a word of its own
#define DODGE_GAP 2.0
#define ROOMY 800.0 // width of a chart whose names may take two fifths of it

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

// Every `stride`-th name and the last, each at most `width` wide (0: one line), on so many lines.
// False where they do not fit.
static bool set_names(const hai_block *block, struct chart_axis *axis, int32_t stride, double width,
                      int32_t lines, double left, double right)
{
    hai_text_style style = name_style(block);
    struct chart_axis_texts *texts = axis->texts;
    int32_t last = axis->count - 1;
    texts->count = 0;
    for (int32_t i = 0; i <= last; i++) {
        // The one before the last gives way to it.
        if (i != last && (i % stride != 0 || (stride > 1 && last - i < stride && i > 0)))
            continue;
        const hai_paragraph *text = hai_paragraph_new(block, axis->names[i], &style, width);
        if (width > 0 &&
            (hai_paragraph_size(text).width > width + 0.5 || hai_paragraph_lines(text) > lines))
            return false;
        add_text(texts, text, width, chart_scale_map(&axis->scale, i), left, right);
    }
    return is_apart(texts, 1);
}

// Names take turns in two rows.
static bool dodge_names(const hai_block *block, struct chart_axis *axis, double left, double right)
{
    (void)set_names(block, axis, 1, 0, 1, left, right); // they overlap, that is known
    struct chart_axis_texts *texts = axis->texts;
    if (texts->count < 3 || !is_apart(texts, 2))
        return false;
    for (int32_t i = 1; i < texts->count; i += 2)
        texts->items[i].box.y = texts->items[0].box.height + DODGE_GAP;
    return true;
}

// Thin out: a stride that meets the last name is better than one that is as small as can be.
static void thin_names(const hai_block *block, struct chart_axis *axis, double step, double left,
                       double right)
{
    int32_t last = axis->count - 1;
    int32_t least = (int32_t)fmax(2, ceil(LEAST_STEP / step));
    for (int32_t lines = 1; lines <= MAX_LINES; lines *= 2)
        for (int32_t stride = least; stride < last && stride * step * 3 < right - left;
             stride = stride < 100 ? stride + 1 : stride * 5 / 4) {
            double width = lines > 1 ? stride * step - TEXT_GAP : 0;
            if ((lines > 1 && width < 72) ||
                !set_names(block, axis, stride, width, lines, left, right))
                continue;
            for (int32_t even = stride; even <= stride * 3 / 2 && even < last; even++)
                if (last % even == 0 && set_names(block, axis, even, width, lines, left, right))
                    return;
            (void)set_names(block, axis, stride, width, lines, left, right); // it is known to fit
            return;
        }
    // The first and the last at half of the width each, however high.
    hai_text_style style = name_style(block);
    axis->texts->count = 0;
    for (int32_t i = 0; i <= last; i += last > 0 ? last : 1) {
        double width = fmax((right - left - TEXT_GAP) / (last > 0 ? 2 : 1), 1);
        const hai_paragraph *text = hai_paragraph_new(block, axis->names[i], &style, width);
        double middle = (left + right) / 2;
        add_text(axis->texts, text, width, chart_scale_map(&axis->scale, i),
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

// 2016年, 2017年, ... as 2016, 2017, ...: that they are years anyone sees.
static void shorten_years(const hai_block *block, struct chart_axis *axis)
{
    const char **names = hai_block_alloc(block, ((size_t)axis->count + 1) * sizeof *names);
    for (int32_t i = 0; i < axis->count; i++) {
        if (strlen(axis->names[i]) != 4 + strlen("年") || isnan(chart_time(axis->names[i])))
            return;
        names[i] = hai_block_printf(block, "%.4s", axis->names[i]);
    }
    axis->names = names;
}

// 8时, 9时, 10时, ... as 8时, 9, 10, ...: what the first one says holds for the others. NULL: they
// are not numbers with one and the same unit.
static const char **shorten_numbers(const hai_block *block, const struct chart_axis *axis)
{
    static const char digits[] = "0123456789";
    const char *unit = axis->names[0] + strspn(axis->names[0], digits);
    if (axis->count < LEAST_NUMBERS || axis->count > MOST_NUMBERS || unit[0] == '\0' ||
        strlen(unit) > 2 * strlen("月"))
        return NULL;
    const char **names = hai_block_alloc(block, ((size_t)axis->count + 1) * sizeof *names);
    for (int32_t i = 0; i < axis->count; i++) {
        names[i] = "";
        if (i > 0 && axis->names[i][0] == '\0')
            continue;
        size_t length = strspn(axis->names[i], digits);
        if (length < 1 || length > 3 || strcmp(axis->names[i] + length, unit) != 0)
            return NULL;
        names[i] =
            i == 0 ? axis->names[0] : hai_block_printf(block, "%.*s", (int)length, axis->names[i]);
    }
    return names;
}

static void names_across(const hai_block *block, struct chart_axis *axis, double left, double right)
{
    if (axis->count == 0)
        return;
    double step = fabs(chart_scale_step(&axis->scale));
    if (axis->count == 1)
        step = right - left;
    const char *const *whole = axis->names;
    bool is_roomy = step >= LEAST_STEP;
    const char **numbers = shorten_numbers(block, axis);
    axis->texts->gap = numbers != NULL ? NUMBER_GAP : TEXT_GAP;
    bool is_set = is_roomy && set_names(block, axis, 1, 0, 1, left, right);
    if (!is_set && numbers != NULL)
        axis->names = numbers;
    else if (!is_set)
        shorten_years(block, axis);
    if (axis->names != whole)
        is_set = is_roomy && set_names(block, axis, 1, 0, 1, left, right);
    double em = name_style(block).size;
    bool is_short = widest_name(axis->texts) < SHORT_NAME * em;
    if (!is_set && is_short && is_roomy && numbers == NULL) {
        axis->texts->gap = LEAST_GAP;
        is_set = set_names(block, axis, 1, 0, 1, left, right);
        axis->texts->gap = is_set ? LEAST_GAP : TEXT_GAP;
    }
    for (int32_t lines = 2; !is_set && !is_short && step > 2 * em && lines <= MOST_LINES; lines++)
        is_set = (lines < 3 || step > 3.5 * em) &&
                 set_names(block, axis, 1, step - TEXT_GAP, lines, left, right);
    if (!is_set && !(is_roomy && axis->count <= 24 && axis->kind == CHART_AXIS_BAND &&
                     dodge_names(block, axis, left, right)))
        thin_names(block, axis, fmax(step, 1e-6), left, right);
    axis->names = whole;
    // Years that are left out are no loss: the eye fills them in.
    bool is_series =
        !isnan(chart_time(axis->names[0])) && !isnan(chart_time(axis->names[axis->count - 1]));
    axis->dropped =
        is_series || axis->kind == CHART_AXIS_POINT ? 0 : axis->count - axis->texts->count;
}

static void ticks_across(const hai_block *block, struct chart_axis *axis, double left, double right)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_CENTRE);
    int32_t wanted =
        axis->wanted_ticks > 0
            ? axis->wanted_ticks
            : (int32_t)fmin(fmax(fabs(axis->scale.end - axis->scale.start) / 110, 2), 10);
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
    set_names_downwards(block, axis, width, HAI_TEXT_TITLE);
    axis->texts->size = 0;
}
