// SPDX-License-Identifier: MIT
#include "text/annotation.h"

#include <math.h>
#include <string.h>

#include "text/letters.h"

#define RUBY_SCALE 0.5
#define RUBY_APART 0.125 // between two readings: a quarter of their own em
#define RUBY_BASE 0.12   // from the em box to the baseline of a reading, for the tail of g
#define RUBY_ROOM 0.62
#define ZHUYIN_SCALE 0.3
#define ZHUYIN_COLUMN 0.5
#define ZHUYIN_GAP 0.04
#define DOT_PLACE 0.15 // from the em box to the middle of a dot
#define DOT_WIDTH 0.15
#define DOT_ROOM 0.26
#define LINE_PLACE 0.08
#define LINE_WIDTH 0.045
#define LINE_INSET 0.05 // at both ends, so that two names side by side are two
#define LINE_ROOM 0.16
#define ASCENT 0.88 // of the em box over the baseline

// --- Shaping ---

static const struct atoms *shape_reading(struct arena *arena, struct shaper *shaper,
                                         const struct shaping *base, uint8_t kind, const char *text,
                                         size_t bytes)
{
    struct shaping shaping = *base;
    shaping.weight = MIN(base->weight, 500);
    shaping.is_vertical = base->is_vertical && kind == SPAN_RUBY;
    shaping.keeps_punctuation = true;
    return atoms_new(arena, shaper, arena_strndup(arena, text, bytes), &shaping);
}

static void widen(struct atom *atom, double by)
{
    atom->advance += by;
    atom->shift += by / 2;
}

static void add_ruby(GArray *rubies, struct atoms *atoms, struct ruby ruby, bool is_vertical)
{
    if (ruby.text->count == 0)
        return;
    double scale = ruby.kind == SPAN_RUBY ? RUBY_SCALE : ZHUYIN_SCALE, base = 0;
    ruby.width = scale * atoms_width(ruby.text, 0, ruby.text->count, 0);
    for (int i = ruby.from; i < ruby.to; i++) {
        atoms->atoms[i].ruby = (uint16_t)(rubies->len + 1);
        base += atoms->atoms[i].advance;
    }
    double more = ruby.width + RUBY_APART - base;
    for (int i = ruby.from; i < ruby.to; i++) {
        if (ruby.kind == SPAN_RUBY && more > 0)
            widen(&atoms->atoms[i], more / (ruby.to - ruby.from));
        else if (ruby.kind == SPAN_ZHUYIN && !is_vertical)
            atoms->atoms[i].advance += ZHUYIN_COLUMN;
    }
    g_array_append_val(rubies, ruby);
}

static int count_syllables(const char *text, size_t bytes)
{
    int count = 0;
    for (size_t at = 0; at < bytes; at++)
        count += text[at] != ' ' && (at == 0 || text[at - 1] == ' ');
    return count;
}

// A reading for each character, or one for all where their numbers differ.
static void shape_span(struct arena *arena, struct shaper *shaper, struct atoms *atoms,
                       const struct shaping *shaping, GArray *rubies, int from, int to)
{
    const struct span *span = &atoms->spans[atoms->atoms[from].span];
    const char *text = span->ruby_text.text, *end = text + span->ruby_text.bytes;
    bool is_one =
        span->ruby == SPAN_RUBY && count_syllables(text, (size_t)(end - text)) != to - from;
    for (int i = from; i < to; i++) {
        text += strspn(text, " ");
        size_t bytes = is_one ? (size_t)(end - text) : strcspn(text, " |\x02\n");
        if (text >= end)
            break;
        struct ruby ruby = {.text = shape_reading(arena, shaper, shaping, span->ruby, text, bytes),
                            .from = i,
                            .to = is_one ? to : i + 1,
                            .kind = span->ruby};
        add_ruby(rubies, atoms, ruby, shaping->is_vertical);
        if (is_one)
            break;
        text += bytes;
    }
}

void annotation_shape(struct arena *arena, struct shaper *shaper, struct atoms *atoms,
                      const struct shaping *shaping)
{
    if (atoms->span_count < 2)
        return;
    GArray *rubies = g_array_new(FALSE, FALSE, sizeof(struct ruby));
    for (int i = 0; i < atoms->count;) {
        uint16_t id = atoms->spans[atoms->atoms[i].span].ruby_id;
        int end = i + 1;
        while (id != 0 && end < atoms->count && atoms->spans[atoms->atoms[end].span].ruby_id == id)
            end++;
        if (id != 0)
            shape_span(arena, shaper, atoms, shaping, rubies, i, end);
        i = end;
    }
    atoms->ruby_count = (int)rubies->len;
    if (rubies->len > 0)
        atoms->rubies = arena_copy(arena, rubies->data, rubies->len * sizeof(struct ruby));
    g_array_free(rubies, TRUE);
}

struct annotation_room annotation_find_room(const struct atoms *atoms)
{
    struct annotation_room room = {0};
    for (int i = 1; i < atoms->span_count; i++) {
        const struct span *span = &atoms->spans[i];
        if (span->ruby == SPAN_RUBY)
            room.above = fmax(room.above, RUBY_ROOM);
        else if (span->ruby == SPAN_ZHUYIN && atoms->is_vertical)
            room.above = fmax(room.above, ZHUYIN_COLUMN);
        if (span->line != SPAN_NO_LINE)
            room.below = fmax(room.below, LINE_ROOM);
        // Dots are below lines, and to the right of columns.
        if (span->has_dots && atoms->is_vertical)
            room.above = fmax(room.above, DOT_ROOM);
        else if (span->has_dots)
            room.below = fmax(room.below, DOT_ROOM);
    }
    return room;
}

// --- Finding ---

struct finder {
    const struct atoms *atoms;
    const struct line *line;
    const double *pens; // of the body of each atom of the line
    GArray *found;
};

static double pen_at(const struct finder *finder, int atom)
{
    return finder->pens[atom - finder->line->from];
}

static void find_rules(struct finder *finder)
{
    const struct atoms *atoms = finder->atoms;
    const struct line *line = finder->line;
    for (int i = line->from; i < line->to;) {
        const struct span *span = &atoms->spans[atoms->atoms[i].span];
        int end = i + 1;
        while (end < line->to && atoms->spans[atoms->atoms[end].span].line_id == span->line_id)
            end++;
        double from = pen_at(finder, i) + LINE_INSET;
        double to = pen_at(finder, end - 1) + atoms->atoms[end - 1].advance - LINE_INSET;
        struct annotation rule = {.kind =
                                      span->line == SPAN_BOOK ? ANNOTATION_BOOK : ANNOTATION_NAME,
                                  .from = i,
                                  .to = end,
                                  .along = from,
                                  .width = to - from};
        if (span->line_id != 0)
            g_array_append_val(finder->found, rule);
        i = end;
    }
}

// Under characters, not under marks.
static void find_dots(struct finder *finder)
{
    for (int i = finder->line->from; i < finder->line->to; i++) {
        const struct atom *atom = &finder->atoms->atoms[i];
        double middle = pen_at(finder, i) + atom->shift + atom->natural / 2;
        struct annotation dot = {.kind = ANNOTATION_DOT,
                                 .from = i,
                                 .to = i + 1,
                                 .along = middle - DOT_WIDTH / 2,
                                 .width = DOT_WIDTH};
        if (finder->atoms->spans[atom->span].has_dots && atom->class == LETTER_HAN)
            g_array_append_val(finder->found, dot);
    }
}

static void find_readings(struct finder *finder)
{
    const struct atoms *atoms = finder->atoms;
    const struct line *line = finder->line;
    for (int i = line->from; i < line->to; i++) {
        uint16_t index = atoms->atoms[i].ruby;
        if (index == 0 || (i > line->from && atoms->atoms[i - 1].ruby == index))
            continue;
        const struct ruby *ruby = &atoms->rubies[index - 1];
        int last = MIN(ruby->to, line->to) - 1;
        bool is_zhuyin = ruby->kind == SPAN_ZHUYIN;
        double from = pen_at(finder, i);
        double end = pen_at(finder, last) + atoms->atoms[last].advance;
        struct annotation reading = {.kind = is_zhuyin ? ANNOTATION_ZHUYIN : ANNOTATION_RUBY,
                                     .from = i,
                                     .to = last + 1,
                                     .along = is_zhuyin
                                                  ? from + (atoms->is_vertical ? 0 : 1 + ZHUYIN_GAP)
                                                  : (from + end - ruby->width) / 2,
                                     .width = is_zhuyin ? ZHUYIN_SCALE : ruby->width,
                                     .size = is_zhuyin ? ZHUYIN_SCALE : RUBY_SCALE,
                                     .ruby = ruby};
        g_array_append_val(finder->found, reading);
    }
}

GArray *annotation_find(const struct atoms *atoms, const struct line *line, const double *gaps)
{
    int count = line->to - line->from;
    if (atoms->span_count < 2 || count == 0)
        return NULL;
    double *pens = g_new(double, (gsize)count), pen = 0;
    for (int i = 0; i < count; i++) {
        pen += gaps[i];
        pens[i] = pen;
        pen += atoms->atoms[line->from + i].advance;
    }
    struct finder finder = {atoms, line, pens,
                            g_array_new(FALSE, FALSE, sizeof(struct annotation))};
    find_dots(&finder);
    find_readings(&finder);
    find_rules(&finder);
    g_free(pens);
    return finder.found;
}

// --- Setting ---

struct beside {
    struct run_writer *writer;
    hai_point start;
};

// From along and across the line to the paper: across is from the em box's upper edge, or from the
// right edge of a column, down or to the left.
static hai_point find_place(const struct beside *beside, double along, double across)
{
    double size = beside->writer->size;
    if (beside->writer->is_vertical)
        return (hai_point){beside->start.x + (0.5 - across) * size, beside->start.y + along * size};
    return (hai_point){beside->start.x + along * size, beside->start.y + (across - ASCENT) * size};
}

static void add_reading(const struct beside *beside, const struct atoms *text, int from, int to,
                        double scale, hai_point start, bool is_vertical)
{
    struct run_writer writer = *beside->writer;
    writer.atoms = text;
    writer.size *= scale;
    writer.is_vertical = is_vertical;
    struct line line = {.from = from, .to = to, .width = atoms_width(text, from, to, 0)};
    double *gaps = g_new0(double, (gsize)(to - from));
    for (int i = from + 1; i < to; i++)
        gaps[i - from] = text->gaps[i].natural;
    runs_add_line(&writer, &line, gaps, start);
    g_free(gaps);
}

static void add_pinyin(const struct beside *beside, const struct annotation *reading)
{
    const struct atoms *text = reading->ruby->text;
    bool is_vertical = beside->writer->is_vertical;
    double across = is_vertical ? -RUBY_ROOM / 2 : -RUBY_BASE;
    add_reading(beside, text, 0, text->count, RUBY_SCALE,
                find_place(beside, reading->along, across), is_vertical);
}

static bool is_tone(uint32_t character)
{
    return character == 0x02CA || character == 0x02C7 || character == 0x02CB;
}

// Symbols from top to bottom in a column right of the character; a tone stands right of the last,
// the dot of the light tone above the first.
static void add_zhuyin(const struct beside *beside, const struct annotation *reading)
{
    const struct atoms *text = reading->ruby->text;
    double size = beside->writer->size, step = ZHUYIN_SCALE * size;
    int symbols = 0, done = 0;
    for (int i = 0; i < text->count; i++)
        symbols += !is_tone(text->atoms[i].character) && text->atoms[i].character != 0x02D9;
    bool is_vertical = beside->writer->is_vertical;
    hai_point corner = find_place(beside, reading->along, 0);
    double left = corner.x + (is_vertical ? ZHUYIN_GAP * size : 0);
    double top = corner.y + size / 2 - symbols * step / 2;
    for (int i = 0; i < text->count; i++) {
        uint32_t character = text->atoms[i].character;
        double x = left + (step - text->atoms[i].advance * step) / 2;
        double y = top + (done + ASCENT) * step;
        if (character == 0x02D9) {
            y = top + 0.4 * step;
        } else if (is_tone(character)) {
            x = left + step * 0.9;
            y -= step * 0.9;
        } else {
            done++;
        }
        add_reading(beside, text, i, i + 1, ZHUYIN_SCALE, (hai_point){x, y}, false);
    }
}

static void add_mark(const struct beside *beside, const struct annotation *annotation,
                     enum text_mark_kind kind, double from, double to, double across, double width)
{
    struct run_writer *writer = beside->writer;
    struct text_mark mark = {.kind = kind,
                             .from = find_place(beside, from, across),
                             .to = find_place(beside, to, across),
                             .width = width * writer->size,
                             .colour =
                                 runs_find_colour(writer, &writer->atoms->atoms[annotation->from])};
    g_array_append_val(writer->marks, mark);
}

static void add_annotation(const struct beside *beside, const struct annotation *annotation)
{
    double from = annotation->along, to = from + annotation->width;
    switch (annotation->kind) {
    case ANNOTATION_DOT:
        add_mark(beside, annotation, TEXT_DOT, (from + to) / 2, (from + to) / 2,
                 beside->writer->is_vertical ? -DOT_PLACE : 1 + DOT_PLACE, DOT_WIDTH);
        break;
    case ANNOTATION_NAME:
    case ANNOTATION_BOOK:
        add_mark(beside, annotation, annotation->kind == ANNOTATION_BOOK ? TEXT_WAVE : TEXT_RULE,
                 from, to, 1 + LINE_PLACE, LINE_WIDTH);
        break;
    case ANNOTATION_RUBY:
        add_pinyin(beside, annotation);
        break;
    case ANNOTATION_ZHUYIN:
        add_zhuyin(beside, annotation);
        break;
    }
}

void annotation_add_line(struct run_writer *writer, const struct line *line, const double *gaps,
                         hai_point start)
{
    GArray *found = annotation_find(writer->atoms, line, gaps);
    if (!found)
        return;
    struct beside beside = {writer, start};
    for (guint i = 0; i < found->len; i++)
        add_annotation(&beside, &g_array_index(found, struct annotation, i));
    g_array_free(found, TRUE);
}
