// SPDX-License-Identifier: MIT
#include "chart-kit/annotate.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "chart-kit/lines.h"
#include "chart-kit/note_key.h"
#include "chart-kit/stats.h"
#include "visual-kit/surface.h"

#define FIRST 1e12 // priority of an author's words
#define PAD 6.0
#define LINE_PLACES 39 // along a line, of a leader's end
#define DOT 7.0
#define COLUMNS 12 // cells that a place of words is weighed in
#define ROWS 6
#define PLACES 7 // along a line, on either side of it
#define NARROW_PLOT 520.0
#define LEAST_EMS 5.2     // that words are broken to: a number and its unit
#define NARROW_EMS 3.8    // where there is no room for that
#define NOWHERE INT32_MAX // taken cells of a place outside of the plot
#define CUT 4.0           // between a line and a figure that it stops at

struct note {
    enum chart_annotation_kind kind;
    bool is_upright; // a line from top to bottom, a band between two of them
    double from, to; // places
    hai_point at;    // CALLOUT
    const struct chart_annotation *annotation;
    hai_colour colour;
    int32_t label; // -1: no words
    bool has_chip; // words over marks, on a ground of their own
};

struct chart_notes {
    const hai_block *block;
    const struct chart_frame *frame;
    const struct chart_data *data;
    struct chart_labels *labels;
    struct note *items;
    int32_t count, lost;
};

static bool is_values(const struct chart_axis *axis)
{
    return axis->kind == CHART_AXIS_VALUE || axis->kind == CHART_AXIS_LOG;
}

// --- Where ---

static const struct chart_axis *value_axis(const struct chart_frame *frame)
{
    return is_values(&frame->y) ? &frame->y : &frame->x;
}

static const struct chart_axis *other_axis(const struct chart_frame *frame)
{
    return is_values(&frame->y) ? &frame->x : &frame->y;
}

static double place_of(const struct chart_axis *axis, const char *text)
{
    if (text == NULL || text[0] == '\0')
        return NAN;
    if (axis->kind == CHART_AXIS_TIME)
        return chart_scale_map(&axis->scale, chart_time(text));
    for (int32_t i = 0; i < axis->count; i++)
        if (strcmp(axis->names[i], text) == 0)
            return chart_scale_map(&axis->scale, i);
    if (!is_values(axis))
        return NAN;
    char *end = NULL;
    double value = g_ascii_strtod(text, &end);
    return end != text && *end == '\0' ? chart_scale_map(&axis->scale, value) : NAN;
}

static double stat_of(const hai_block *block, const struct chart_data *data, int32_t stat)
{
    int32_t count = data->series_count * data->category_count;
    double *values = hai_block_alloc(block, ((size_t)count + 1) * sizeof *values);
    for (int32_t i = 0; i < count; i++)
        values[i] = data->series[i / data->category_count].values[i % data->category_count];
    const double *sorted = chart_sorted(block, values, &count);
    switch (stat) {
    case CHART_STAT_MEAN:
        return chart_box_stats(sorted, count).mean;
    case CHART_STAT_MEDIAN:
        return chart_quantile(sorted, count, 0.5);
    case CHART_STAT_MAX:
        return chart_quantile(sorted, count, 1);
    default:
        return chart_quantile(sorted, count, 0);
    }
}

static double value_of(const struct chart_notes *notes, const struct chart_annotation *annotation)
{
    const struct chart_data *data = notes->data;
    if (isfinite(annotation->value))
        return annotation->value;
    if (data == NULL || data->series_count == 0)
        return NAN;
    if (annotation->stat != CHART_STAT_NONE)
        return stat_of(notes->block, data, annotation->stat);
    if (annotation->kind != CHART_NOTE_CALLOUT && annotation->series == NULL)
        return NAN;
    int32_t series =
        annotation->series != NULL ? chart_data_find_series(data, annotation->series) : 0;
    int32_t category = chart_data_find_category(data, annotation->at);
    return series >= 0 && category >= 0 ? data->series[series].values[category] : NAN;
}

static double bounded(double place, double start, double length)
{
    return fmin(fmax(place, start), start + length);
}

// The largest value of a chart may be where its axis ends: roundings of places do not count.
static bool is_within(double place, double start, double length)
{
    return fabs(place - bounded(place, start, length)) < 0.1;
}

// False where it stands nowhere.
static bool place_note(const struct chart_notes *notes, const struct chart_annotation *annotation,
                       struct note *note)
{
    const struct chart_frame *frame = notes->frame;
    const struct chart_axis *values = value_axis(frame), *others = other_axis(frame);
    bool is_upwards = values == &frame->y;
    double value = value_of(notes, annotation);
    double at = place_of(others, annotation->at), to = place_of(others, annotation->to);
    double place = chart_scale_map(&values->scale, value);
    double place_to = chart_scale_map(&values->scale, annotation->value_to);
    note->kind = (enum chart_annotation_kind)annotation->kind;
    if (note->kind == CHART_NOTE_AUTO)
        note->kind = isfinite(place) && isfinite(at)      ? CHART_NOTE_CALLOUT
                     : isfinite(to) || isfinite(place_to) ? CHART_NOTE_BAND
                                                          : CHART_NOTE_LINE;
    if (note->kind == CHART_NOTE_CALLOUT) {
        note->at = is_upwards ? (hai_point){at, place} : (hai_point){place, at};
        return isfinite(at + place) && is_within(note->at.x, frame->plot.x, frame->plot.width) &&
               is_within(note->at.y, frame->plot.y, frame->plot.height);
    }
    bool is_of_values = isfinite(place);
    note->is_upright = is_of_values ? !is_upwards : is_upwards;
    note->from = is_of_values ? place : at;
    note->to = note->kind == CHART_NOTE_LINE ? note->from : is_of_values ? place_to : to;
    if (!isfinite(note->from) || !isfinite(note->to))
        return false;
    if (note->kind == CHART_NOTE_BAND && !is_of_values) {
        // From the outer edge of the first category to that of the last.
        double half = fabs(chart_scale_step(&others->scale)) / 2;
        half = others->kind == CHART_AXIS_BAND ? half : 0;
        double low = fmin(note->from, note->to) - half, high = fmax(note->from, note->to) + half;
        note->from = low;
        note->to = high;
    }
    double start = note->is_upright ? frame->plot.x : frame->plot.y;
    double length = note->is_upright ? frame->plot.width : frame->plot.height;
    double from = bounded(note->from, start, length), end = bounded(note->to, start, length);
    bool is_seen =
        note->kind == CHART_NOTE_LINE ? is_within(note->from, start, length) : from != end;
    note->from = fmin(from, end);
    note->to = fmax(from, end);
    return is_seen;
}

// --- Words ---

// Ways to write them, the better first.
struct words {
    const hai_paragraph *ways[3];
    int32_t count;
};

static struct words words_of(const struct chart_notes *notes, const struct chart_options *options,
                             const struct chart_annotation *annotation, hai_colour colour)
{
    const hai_block *block = notes->block;
    const char *text = annotation->text != NULL ? annotation->text : "";
    double value = annotation->stat != CHART_STAT_NONE ? value_of(notes, annotation) : NAN;
    if (isfinite(value)) {
        hai_number_format format = chart_data_format(options, notes->data);
        // Those of the data are written as they are; means of whole numbers are not whole.
        bool is_datum = annotation->stat == CHART_STAT_MAX || annotation->stat == CHART_STAT_MIN;
        if (format.decimals < 1 && !is_datum)
            format.decimals = 1;
        text = hai_block_printf(block, "%s%s%s", text, text[0] != '\0' ? " " : "",
                                chart_value_text(block, value, &format, options->unit));
    }
    struct words words = {.count = 0};
    if (text[0] == '\0')
        return words;
    hai_text_style style = kit_type(hai_block_theme(block), "caption",
                                    chart_colour_name(block, colour), HAI_TEXT_TITLE);
    style.line_height = fmin(style.line_height, 1.35);
    const hai_paragraph *one = hai_paragraph_new(block, text, &style, 0);
    double plot = notes->frame->plot.width;
    double most = fmax(fmin(plot * 0.45, 360), LEAST_EMS * style.size);
    double width = hai_paragraph_size(one).width;
    // In a narrow plot one line along all of it is better than three in a corner.
    if (width <= most || (plot < NARROW_PLOT && width <= plot))
        words.ways[words.count++] = one;
    if (width > most)
        words.ways[words.count++] = hai_paragraph_new(block, text, &style, most);
    if (width > 3 * style.size) // where the plot leaves no room for longer lines
        words.ways[words.count++] = hai_paragraph_new(
            block, text, &style, fmin(width / 2 + style.size, NARROW_EMS * style.size));
    return words;
}

// How much of a box is taken, in cells.
static int32_t taken_cells(const struct chart_labels *labels, hai_box box)
{
    int32_t taken = 0;
    for (int32_t i = 0; i < COLUMNS * ROWS; i++) {
        double width = box.width / COLUMNS, height = box.height / ROWS;
        hai_box cell = {box.x + i % COLUMNS * width, box.y + i / COLUMNS * height, width, height};
        taken += chart_labels_is_free(labels, cell) ? 0 : 1;
    }
    return taken;
}

// A leader to a point of the line and the words at its other end. False: they have no room.
static bool place_at(struct chart_notes *notes, const hai_paragraph *text, struct note *note,
                     hai_point at, bool leads_clear)
{
    note->label = chart_labels_add(notes->labels, (struct chart_label){.text = text,
                                                                       .at = at,
                                                                       .gap = 4,
                                                                       .may_lead = true,
                                                                       .leads_clear = leads_clear,
                                                                       .is_optional = true,
                                                                       .leader = note->colour});
    (void)chart_labels_place(notes->labels);
    return chart_labels_find(notes->labels, note->label)->is_placed;
}

// Away from a line that runs among marks all along: with a leader, from its middle outwards to
// where the line itself can be seen past nothing else (`is_clear`), or to elsewhere. False:
// nowhere.
static bool place_far(struct chart_notes *notes, const hai_paragraph *text, struct note *note,
                      bool is_clear)
{
    hai_box plot = notes->frame->plot;
    if (note->kind != CHART_NOTE_LINE)
        return false;
    for (int32_t k = 0; k < LINE_PLACES; k++) {
        double along = 0.5 + (k % 2 == 0 ? 1 : -1) * ((k + 1) / 2) / (LINE_PLACES + 1.0);
        hai_point at = {plot.x + along * plot.width, note->from};
        if (note->is_upright)
            at = (hai_point){note->from, plot.y + along * plot.height};
        hai_box around = {at.x - PAD, at.y - PAD, 2 * PAD, 2 * PAD};
        bool is_seen = chart_labels_is_free(notes->labels, around);
        bool is_drawn = !note->is_upright || !chart_frame_is_parted(notes->frame, at);
        if (is_seen == is_clear && is_drawn && place_at(notes, text, note, at, is_clear))
            return true;
    }
    return false;
}

// Where words along a line or a band may stand: the corners of the plot, then its middle and about
// it. Returns how many.
static int32_t list_places(const struct chart_notes *notes, const struct note *note, hai_size size,
                           hai_box *boxes)
{
    static const double places[PLACES] = {0, 1, 0.5, 0.4, 0.6, 0.25, 0.75};
    hai_box plot = notes->frame->plot;
    bool is_band = note->kind == CHART_NOTE_BAND;
    for (int32_t k = 0; k < 2 * PLACES; k++) {
        double along = places[k / 2];
        bool is_second = k % 2 == 1;
        double x, y;
        if (note->is_upright) {
            double inside = (note->from + note->to - size.width) / 2;
            x = is_band && !is_second && note->to - note->from >= size.width ? inside
                : is_second != is_band ? note->from - PAD - size.width
                                       : note->to + PAD;
            y = plot.y + along * (plot.height - size.height);
        } else {
            x = hai_box_right(plot) - size.width - along * (plot.width - size.width);
            y = is_band && !is_second ? note->from + 2
                : is_second           ? note->to + 2
                                      : note->from - 2 - size.height;
        }
        boxes[k] = (hai_box){x, y, size.width, size.height};
    }
    return 2 * PLACES;
}

// Through which a reference line other than their own would run.
static bool is_struck(const struct chart_notes *notes, const struct note *own, hai_box box)
{
    for (int32_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->items[i];
        double from = note->is_upright ? box.x : box.y;
        double length = note->is_upright ? box.width : box.height;
        if (note != own && note->kind == CHART_NOTE_LINE && note->from > from - 2 &&
            note->from < from + length + 2)
            return true;
    }
    return false;
}

// The first place that is free; else that which hides least. Returns how many of its cells are
// taken: 0, it is free; NOWHERE, there is none in the plot.
static int32_t find_place(const struct chart_notes *notes, const struct note *note, hai_size size,
                          hai_box *place)
{
    // Within the plot and what is kept free around it.
    hai_box plot = notes->frame->plot;
    hai_insets room = notes->frame->room;
    hai_box area = {plot.x - room.left, plot.y - room.top, plot.width + room.left + room.right,
                    plot.height + room.top + room.bottom};
    hai_box candidates[2 * PLACES];
    int32_t count = list_places(notes, note, size, candidates);
    int32_t best = 0, least = NOWHERE;
    for (int32_t i = 0; i < count && least > 0; i++) {
        hai_box box = candidates[i];
        if (box.x < area.x - 0.1 || hai_box_right(box) > hai_box_right(area) + 0.1 ||
            box.y < area.y - 0.1 || hai_box_bottom(box) > hai_box_bottom(area) + 0.1)
            continue;
        bool is_crossed = is_struck(notes, note, box);
        bool is_free = !is_crossed && chart_labels_is_free(notes->labels, box);
        int32_t taken = is_free ? 0 : 1 + taken_cells(notes->labels, box);
        taken += is_crossed ? COLUMNS : 0;
        best = taken < least ? i : best;
        least = taken < least ? taken : least;
    }
    *place = candidates[best];
    place->x = bounded(place->x, area.x, fmax(area.width - size.width, 0));
    place->y = bounded(place->y, area.y, fmax(area.height - size.height, 0));
    return least;
}

// The first way of writing the words that finds a free place; else over marks, the first that finds
// any.
static void place_words(struct chart_notes *notes, const struct words *words, struct note *note)
{
    hai_box box;
    const hai_paragraph *text = NULL, *over = words->ways[words->count - 1];
    for (int32_t i = words->count - 1; i >= 0; i--) {
        int32_t taken = find_place(notes, note, hai_paragraph_size(words->ways[i]), &box);
        text = taken == 0 ? words->ways[i] : text;
        over = taken != NOWHERE ? words->ways[i] : over;
    }
    // Two lines stand closer to where they belong than one long one.
    int32_t first = words->count == 3 ? 1 : 0;
    for (int32_t k = 0; k < 2 * words->count && text == NULL; k++) {
        int32_t i = k % words->count;
        if (place_far(notes, words->ways[i <= first ? first - i : i], note, k < words->count))
            return;
    }
    note->has_chip = text == NULL;
    text = text != NULL ? text : over;
    (void)find_place(notes, note, hai_paragraph_size(text), &box);
    // Where it is free, as a word beside its line: the grid keeps off it.
    bool is_beside = !note->has_chip && note->kind != CHART_NOTE_BAND;
    note->label = chart_labels_add(
        notes->labels, (struct chart_label){
                           .text = text,
                           .at = {box.x + box.width / 2, box.y + (is_beside ? 0 : box.height / 2)},
                           .sides = is_beside ? CHART_BELOW : CHART_CENTRE,
                           .priority = FIRST});
}

// What it says, and what it takes from those after it.
static void word_note(struct chart_notes *notes, const struct chart_options *options,
                      struct note *note)
{
    hai_box plot = notes->frame->plot;
    hai_colour readable = chart_readable(hai_block_theme(notes->block), note->colour);
    struct words words = {.count = 0};
    if (!chart_note_is_keyed(notes->block, note->annotation, notes->frame->box.width))
        words = words_of(notes, options, note->annotation, readable);
    if (words.count > 0 && note->kind == CHART_NOTE_CALLOUT)
        note->label = chart_labels_add(notes->labels,
                                       (struct chart_label){.text = words.ways[words.count - 1],
                                                            .at = note->at,
                                                            .gap = DOT + 8,
                                                            .sides = CHART_AROUND,
                                                            .priority = FIRST,
                                                            .may_lead = true,
                                                            .leader = note->colour});
    else if (words.count > 0)
        place_words(notes, &words, note);
    // At once, so that the next does not take the same place.
    (void)chart_labels_place(notes->labels);
    // The chart's own labels keep off the lines, too.
    if (note->kind == CHART_NOTE_LINE)
        chart_labels_avoid_box(notes->labels,
                               note->is_upright ? (hai_box){note->from - 2, plot.y, 4, plot.height}
                                                : (hai_box){plot.x, note->from - 2, plot.width, 4});
    else if (note->kind == CHART_NOTE_CALLOUT)
        chart_labels_take_circle(notes->labels, note->at, DOT + 3);
}

struct chart_notes *chart_notes_plan(const hai_block *block, const struct chart_options *options,
                                     const struct chart_data *data, const struct chart_frame *frame,
                                     struct chart_labels *labels)
{
    struct chart_notes *notes = hai_block_alloc(block, sizeof *notes);
    struct chart_frame *kept = hai_block_alloc(block, sizeof *kept); // plans are moved about
    *kept = *frame;
    *notes = (struct chart_notes){.block = block, .frame = kept, .data = data, .labels = labels};
    uint32_t count = options->annotations.count;
    notes->items = hai_block_alloc(block, ((size_t)count + 1) * sizeof *notes->items);
    const struct chart_annotation *annotations = options->annotations.items;
    const hai_theme *theme = hai_block_theme(block);
    for (uint32_t i = 0; i < count; i++) {
        struct note note = {.annotation = &annotations[i], .label = -1};
        note.colour =
            hai_theme_colour(theme, annotations[i].colour != NULL ? annotations[i].colour : "ink");
        if (place_note(notes, &annotations[i], &note))
            notes->items[notes->count++] = note;
        else
            notes->lost++;
    }
    if (count > 0)
        chart_frame_take_words(kept, labels);
    // All lines have their places by now, so that no words come to stand on one of them.
    for (int32_t i = 0; i < notes->count; i++)
        word_note(notes, options, &notes->items[i]);
    return notes;
}

// --- Drawing ---

void chart_notes_draw_under(const struct chart_notes *notes, hai_canvas *canvas)
{
    hai_box plot = notes->frame->plot;
    for (int32_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->items[i];
        if (note->kind != CHART_NOTE_BAND)
            continue;
        hai_box band = note->is_upright
                           ? (hai_box){note->from, plot.y, note->to - note->from, plot.height}
                           : (hai_box){plot.x, note->from, plot.width, note->to - note->from};
        kit_fill_box(canvas, band, 0, hai_colour_fade(note->colour, 0.08));
    }
}

// The first figure past a place that stands on a line, in the middle of its mark: without a ground
// of its own it would be struck through. False: none.
static bool find_cut(const struct chart_notes *notes, const struct note *note, double after,
                     double *from, double *to)
{
    const struct chart_label *label;
    *from = INFINITY;
    for (int32_t i = 0; (label = chart_labels_find(notes->labels, i)) != NULL; i++) {
        hai_box box = label->box;
        double across = note->is_upright ? box.x : box.y;
        double width = note->is_upright ? box.width : box.height;
        double start = (note->is_upright ? box.y : box.x) - CUT;
        double end = start + (note->is_upright ? box.height : box.width) + 2 * CUT;
        if (!label->is_placed || label->has_ground || note->from < across + 2 ||
            note->from > across + width - 2 || end <= after || start >= *from)
            continue;
        *from = start;
        *to = end;
    }
    return isfinite(*from);
}

static void draw_piece(const struct chart_notes *notes, const struct note *note, hai_canvas *canvas,
                       hai_stroke stroke, double from, double to)
{
    if (note->is_upright) {
        chart_frame_draw_upright(notes->frame, canvas, note->from, from, to, stroke, note->colour);
        return;
    }
    if (to <= from)
        return;
    hai_canvas_move_to(canvas, from, note->from);
    hai_canvas_line_to(canvas, to, note->from);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(note->colour));
}

static void draw_line(const struct chart_notes *notes, const struct note *note, hai_canvas *canvas)
{
    static const double dashes[] = {8, 6};
    const hai_stroke stroke = {
        .size = sizeof(hai_stroke), .width = 2, .dashes = dashes, .dash_count = 2};
    hai_box plot = notes->frame->plot;
    double from = note->is_upright ? plot.y : plot.x;
    double end = note->is_upright ? hai_box_bottom(plot) : hai_box_right(plot);
    while (from < end) {
        double cut_from = end, cut_to = end;
        if (!find_cut(notes, note, from, &cut_from, &cut_to))
            cut_from = end;
        draw_piece(notes, note, canvas, stroke, from, fmin(cut_from, end));
        from = cut_to;
    }
}

void chart_notes_draw_lines(const struct chart_notes *notes, hai_canvas *canvas)
{
    for (int32_t i = 0; i < notes->count; i++)
        if (notes->items[i].kind == CHART_NOTE_LINE)
            draw_line(notes, &notes->items[i], canvas);
}

void chart_notes_draw_dots(const struct chart_notes *notes, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(notes->block);
    for (int32_t i = 0; i < notes->count; i++) {
        const struct note *note = &notes->items[i];
        const struct chart_label *label = chart_labels_find(notes->labels, note->label);
        if (note->kind == CHART_NOTE_CALLOUT)
            chart_draw_marker(theme, canvas, note->at, DOT, note->colour);
        if (note->has_chip && label != NULL && label->is_placed) {
            hai_box chip = hai_box_inset(label->box, (hai_insets){0, -6, 0, -6});
            kit_fill_box(canvas, chip, 6, hai_canvas_ground(canvas));
        }
    }
    if (notes->lost > 0)
        hai_block_warn(notes->block, "annotations", "chart.annotation",
                       "take a label, a date or a value that the axes show",
                       "%d annotations are of places outside of the chart", (int)notes->lost);
}

void chart_notes_draw_over(const struct chart_notes *notes, hai_canvas *canvas)
{
    chart_notes_draw_lines(notes, canvas);
    chart_notes_draw_dots(notes, canvas);
}

void chart_notes_extent(const struct chart_options *options, double *low, double *high)
{
    const struct chart_annotation *annotations = options->annotations.items;
    for (uint32_t i = 0; i < options->annotations.count; i++) {
        *low = fmin(*low, fmin(annotations[i].value, annotations[i].value_to));
        *high = fmax(*high, fmax(annotations[i].value, annotations[i].value_to));
    }
}
