// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "spec/markup.h"
#include "text/annotation.h"
#include "text/galley.h"
#include "text/runs.h"
#include "text/standing.h"

// Below this many glyphs a paragraph's ink is exact: titles and figures, which are set by eye.
enum { EXACT_GLYPHS = 16 };

// Where the baseline of Chinese faces lies in their em box.
#define ASCENT 0.88

struct typesetter {
    const hai_theme *theme;
    struct text_defaults defaults;
    struct fonts *fonts;
    struct shaper *shaper;
    struct words *words;
    struct standing *standing; // what it has set, and others before it
    bool is_alone;             // then it is its own
};

// A text in a role's faces; free of size, so that every size and width uses it again.
struct shape_key {
    const char *text;
    struct shaping shaping;
};

struct set_key {
    const char *text;
    hai_text_style style;
    double width;
};

// --- Keys ---

static bool is_same(const char *first, const char *second)
{
    return strcmp(first ? first : "", second ? second : "") == 0;
}

static guint hash_shape(gconstpointer key)
{
    const struct shape_key *shape = key;
    return g_str_hash(shape->text) ^ g_str_hash(shape->shaping.role) ^ (guint)shape->shaping.weight;
}

static gboolean equal_shape(gconstpointer a, gconstpointer b)
{
    const struct shape_key *first = a, *second = b;
    const struct shaping *x = &first->shaping, *y = &second->shaping;
    return x->weight == y->weight && x->is_vertical == y->is_vertical &&
           x->keeps_punctuation == y->keeps_punctuation && is_same(x->role, y->role) &&
           is_same(x->language, y->language) && is_same(first->text, second->text);
}

static guint hash_set(gconstpointer key)
{
    const struct set_key *set = key;
    return g_str_hash(set->text) ^ g_double_hash(&set->width) ^ g_double_hash(&set->style.size);
}

// Bit by bit would compare padding; numbers are compared as stored, NAN was replaced.
static gboolean equal_set(gconstpointer a, gconstpointer b)
{
    const struct set_key *first = a, *second = b;
    const hai_text_style *x = &first->style, *y = &second->style;
    return g_double_equal(&first->width, &second->width) && g_double_equal(&x->size, &y->size) &&
           g_double_equal(&x->line_height, &y->line_height) &&
           g_double_equal(&x->tracking, &y->tracking) && x->align == y->align &&
           x->weight == y->weight && x->max_lines == y->max_lines && x->kinsoku == y->kinsoku &&
           x->punctuation == y->punctuation && x->direction == y->direction && x->hang == y->hang &&
           g_double_equal(&x->indent, &y->indent) && is_same(x->language, y->language) &&
           is_same(x->family, y->family) && is_same(x->colour, y->colour) &&
           is_same(first->text, second->text);
}

// --- Styles ---

static double clamp_number(double value, double low, double high, double otherwise)
{
    return isfinite(value) ? fmin(fmax(value, low), high) : otherwise;
}

// A style within its bounds, so that nothing below meets a number that it cannot take.
static hai_text_style clean_style(const struct typesetter *typesetter, const hai_text_style *style)
{
    const struct text_defaults *defaults = &typesetter->defaults;
    hai_text_style clean = {0}; // a plugin may know less of the record
    memcpy(&clean, style, MIN(style->record_size, sizeof clean));
    clean.record_size = sizeof clean;
    clean.family = style->family ? style->family : "sans";
    clean.colour = style->colour ? style->colour : "ink";
    clean.size = clamp_number(style->size, 1, 4000, 16);
    clean.line_height = clamp_number(style->line_height, 0.5, 10, 1.5);
    clean.tracking = clamp_number(style->tracking, -0.5, 10, 0);
    clean.weight = CLAMP(style->weight, 100, 900);
    clean.max_lines = MAX(style->max_lines, 0);
    clean.indent = clamp_number(clean.indent, 0, 20, 0);
    if (!clean.language || !clean.language[0])
        clean.language = fonts_language(typesetter->fonts, clean.family);
    if (!clean.language)
        clean.language = defaults->language;
    if (clean.kinsoku < HAI_KINSOKU_BASIC || clean.kinsoku > HAI_KINSOKU_STRICT)
        clean.kinsoku = defaults->kinsoku;
    if (clean.punctuation != HAI_PUNCTUATION_NORMALISE && clean.punctuation != HAI_PUNCTUATION_KEEP)
        clean.punctuation = defaults->punctuation;
    return clean;
}

static double clean_width(double width)
{
    return clamp_number(width, 0, 1e6, 0);
}

// Only where lines begin at one edge is there a first line to set in.
static bool is_left_aligned(uint32_t align)
{
    return align == HAI_TEXT_LEFT || align == HAI_TEXT_JUSTIFY || align == HAI_TEXT_BODY;
}

static struct setting make_setting(const struct typesetter *typesetter, const hai_text_style *style,
                                   double width, double size)
{
    struct setting setting = {.measure = width > 0 ? width / size : INFINITY,
                              .words = typesetter->words,
                              .tracking = style->tracking,
                              .max_lines = style->max_lines,
                              .kinsoku = style->kinsoku,
                              .indent = is_left_aligned(style->align) ? style->indent : 0,
                              .hangs = style->hang == 1,
                              .mode = LINE_RAGGED};
    // A column of vertical text has an edge below that the page shows: it stays even.
    setting.is_soft = style->align == HAI_TEXT_BODY && style->direction != HAI_TEXT_VERTICAL;
    if (style->align == HAI_TEXT_JUSTIFY || style->align == HAI_TEXT_BODY)
        setting.mode = LINE_JUSTIFY;
    else if (style->align >= HAI_TEXT_TITLE && style->align <= HAI_TEXT_TITLE_RIGHT)
        setting.mode = LINE_BALANCE;
    return setting;
}

// --- Setting ---

static const struct atoms *find_atoms(struct typesetter *typesetter, const char *text,
                                      const hai_text_style *style)
{
    struct shape_key key = {
        text,
        {.role = style->family,
         .weight = style->weight,
         .language = style->language,
         .is_vertical = style->direction == HAI_TEXT_VERTICAL,
         .keeps_punctuation = style->punctuation == HAI_PUNCTUATION_KEEP},
    };
    struct atoms *atoms = g_hash_table_lookup(typesetter->standing->shaped, &key);
    if (atoms)
        return atoms;
    key.text = arena_strdup(typesetter->standing->arena, text);
    key.shaping.role = arena_strdup(typesetter->standing->arena, style->family);
    key.shaping.language = arena_strdup(typesetter->standing->arena, style->language);
    atoms = atoms_new(typesetter->standing->arena, typesetter->shaper, key.text, &key.shaping);
    g_hash_table_insert(typesetter->standing->shaped,
                        arena_copy(typesetter->standing->arena, &key, sizeof(key)), atoms);
    return atoms;
}

// The left edge of a line in em; centred lines need the widest one where no width was given.
static double find_left(const struct galley *galley, const struct line *line)
{
    double room = isinf(galley->setting.measure) ? galley->widest : galley->setting.measure;
    switch (galley->align) {
    case HAI_TEXT_CENTRE:
    case HAI_TEXT_TITLE_CENTRE:
        return (room - line->width) / 2;
    case HAI_TEXT_RIGHT:
    case HAI_TEXT_TITLE_RIGHT:
        return room - line->width;
    default:
        return line->indent;
    }
}

// Of a mark that may hang, what finds room inside the measure does not hang: a short line's end.
static void take_in(struct line *line, double measure)
{
    double hung = fmin(fmax(line->indent + line->width + line->hung - measure, 0), line->hung);
    line->width += line->hung - hung;
    line->hung = hung;
}

static struct galley set_galley(struct typesetter *typesetter, const char *text,
                                const hai_text_style *style, double width)
{
    struct galley galley = {.atoms = find_atoms(typesetter, text, style),
                            .setting = make_setting(typesetter, style, width, style->size),
                            .align = style->align,
                            .keeps_punctuation = style->punctuation == HAI_PUNCTUATION_KEEP};
    if (text[0] != '\0') // else there are no lines: not even an empty one
        galley.lines = lines_break(galley.atoms, &galley.setting);
    galley.gaps = g_new0(double, (gsize)galley.atoms->count + 1);
    galley.lefts = g_new0(double, (gsize)galley.lines.count + 1);
    for (int i = 0; i < galley.lines.count; i++) {
        struct line *line = &galley.lines.lines[i];
        line_fit(galley.atoms, &galley.setting, line, galley.gaps + line->from);
        if (is_left_aligned(style->align))
            take_in(line, galley.setting.measure);
        galley.widest = fmax(galley.widest, line->indent + line->width);
    }
    for (int i = 0; i < galley.lines.count; i++)
        galley.lefts[i] = find_left(&galley, &galley.lines.lines[i]);
    return galley;
}

struct galley galley_set(struct typesetter *typesetter, const char *text,
                         const hai_text_style *style, double width)
{
    hai_text_style clean = clean_style(typesetter, style);
    return set_galley(typesetter, text ? text : "", &clean, clean_width(width));
}

void galley_finish(struct galley *galley)
{
    lines_free(&galley->lines);
    g_free(galley->gaps);
    g_free(galley->lefts);
}

static hai_box join_runs(const struct glyph_run *runs, int count)
{
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
    for (int i = 0; i < count; i++) {
        if (hai_box_is_empty(runs[i].ink))
            continue;
        left = fmin(left, runs[i].ink.x);
        top = fmin(top, runs[i].ink.y);
        right = fmax(right, hai_box_right(runs[i].ink));
        bottom = fmax(bottom, hai_box_bottom(runs[i].ink));
    }
    return left < right ? (hai_box){left, top, right - left, bottom - top} : (hai_box){0};
}

// The pitch of lines and what lies before the em box of each, in layout pixels. Readings and dots
// take the space between lines, and where that is too narrow widen it.
struct leading {
    double pitch, above;
};

static struct leading find_leading(const struct atoms *atoms, const hai_text_style *style,
                                   double size)
{
    double half = (style->line_height - 1) / 2;
    struct annotation_room room = annotation_find_room(atoms);
    double above = fmax(half, room.above), below = fmax(half, room.below);
    return (struct leading){(above + 1 + below) * size, above * size};
}

static void measure_lines(hai_paragraph *paragraph, const hai_text_style *style,
                          struct leading leading, int count, double widest)
{
    double lines = leading.pitch * count;
    if (style->direction == HAI_TEXT_VERTICAL) {
        paragraph->size = (hai_size){lines, widest};
        paragraph->baseline = ASCENT * style->size;
        paragraph->last_baseline = widest - (1 - ASCENT) * style->size;
        return;
    }
    paragraph->size = (hai_size){widest, lines};
    paragraph->baseline = leading.above + ASCENT * style->size;
    paragraph->last_baseline = paragraph->baseline + leading.pitch * (count > 0 ? count - 1 : 0);
}

// Where a line begins: the first on top, the first column on the right.
static hai_point find_start(const hai_paragraph *paragraph, const hai_text_style *style,
                            struct leading leading, int line, double indent)
{
    if (style->direction == HAI_TEXT_VERTICAL)
        return (hai_point){
            paragraph->size.width - line * leading.pitch - leading.above - style->size / 2, indent};
    return (hai_point){indent, paragraph->baseline + line * leading.pitch};
}

// Its elements in the typesetter's memory; frees the array.
static const void *keep_array(const struct typesetter *typesetter, GArray *array, int *count)
{
    size_t bytes = (size_t)array->len * g_array_get_element_size(array);
    const void *kept =
        bytes > 0 ? arena_copy(typesetter->standing->arena, array->data, bytes) : NULL;
    *count = (int)array->len;
    g_array_free(array, TRUE);
    return kept;
}

// Lay the lines down: write the glyphs of each.
static void place_lines(struct typesetter *typesetter, const struct galley *galley,
                        const hai_text_style *style, hai_paragraph *paragraph)
{
    const struct atoms *atoms = galley->atoms;
    const struct lines *lines = &galley->lines;
    struct run_writer writer = {.arena = typesetter->standing->arena,
                                .shaper = typesetter->shaper,
                                .atoms = atoms,
                                .theme = typesetter->theme,
                                .size = style->size,
                                .is_vertical = style->direction == HAI_TEXT_VERTICAL,
                                .exact_ink = atoms->glyph_count <= EXACT_GLYPHS,
                                .runs = g_array_new(FALSE, FALSE, sizeof(struct glyph_run)),
                                .marks = g_array_new(FALSE, FALSE, sizeof(struct text_mark)),
                                .pictures = g_array_new(FALSE, FALSE, sizeof(struct text_picture))};
    struct leading leading = find_leading(atoms, style, style->size);
    measure_lines(paragraph, style, leading, lines->count, galley->widest * style->size);
    for (int i = 0; i < lines->count; i++) {
        const struct line *line = &lines->lines[i];
        double indent = galley->lefts[i] * style->size;
        hai_point start = find_start(paragraph, style, leading, i, indent);
        runs_add_line(&writer, line, galley->gaps + line->from, start);
        annotation_add_line(&writer, line, galley->gaps + line->from, start);
    }
    paragraph->runs = keep_array(typesetter, writer.runs, &paragraph->run_count);
    paragraph->marks = keep_array(typesetter, writer.marks, &paragraph->mark_count);
    paragraph->pictures = keep_array(typesetter, writer.pictures, &paragraph->picture_count);
    paragraph->ink = join_runs(paragraph->runs, paragraph->run_count);
}

static hai_paragraph *set_paragraph(struct typesetter *typesetter, const struct set_key *key)
{
    hai_paragraph *paragraph = arena_alloc(typesetter->standing->arena, sizeof(*paragraph));
    paragraph->text = markup_plain(typesetter->standing->arena, key->text);
    paragraph->colour = hai_theme_colour(typesetter->theme, key->style.colour);
    if (key->text[0] == '\0')
        return paragraph;
    struct galley galley = set_galley(typesetter, key->text, &key->style, key->width);
    paragraph->line_count = galley.lines.count;
    paragraph->missing = galley.atoms->missing;
    paragraph->truncated = galley.lines.truncated;
    place_lines(typesetter, &galley, &key->style, paragraph);
    galley_finish(&galley);
    return paragraph;
}

const hai_paragraph *typesetter_set(struct typesetter *typesetter, const char *text,
                                    const hai_text_style *style, double width)
{
    struct set_key key = {text ? text : "", clean_style(typesetter, style), clean_width(width)};
    hai_paragraph *paragraph = g_hash_table_lookup(typesetter->standing->paragraphs, &key);
    if (paragraph)
        return paragraph;
    key.text = arena_strdup(typesetter->standing->arena, key.text);
    key.style.family = arena_strdup(typesetter->standing->arena, key.style.family);
    key.style.colour = arena_strdup(typesetter->standing->arena, key.style.colour);
    key.style.language = arena_strdup(typesetter->standing->arena, key.style.language);
    paragraph = set_paragraph(typesetter, &key);
    g_hash_table_insert(typesetter->standing->paragraphs,
                        arena_copy(typesetter->standing->arena, &key, sizeof(key)), paragraph);
    return paragraph;
}

// --- Fitting ---

struct box_to_fit {
    double width, height;
    int lines;
};

static bool fits(const struct typesetter *typesetter, const struct atoms *atoms,
                 const hai_text_style *style, const struct box_to_fit *box, double size)
{
    struct setting setting = make_setting(typesetter, style, box->width, size);
    setting.max_lines = 0;
    struct lines lines = lines_break(atoms, &setting);
    bool good = !lines.forced && (box->lines <= 0 || lines.count <= box->lines) &&
                (box->height <= 0 ||
                 lines.count * find_leading(atoms, style, size).pitch <= box->height + 1e-6);
    lines_free(&lines);
    return good;
}

double typesetter_fit(struct typesetter *typesetter, const char *text, const hai_text_style *style,
                      double width, double height, int32_t lines, double smallest)
{
    hai_text_style clean = clean_style(typesetter, style);
    double least = fmin(clamp_number(smallest, 1, 4000, 1), clean.size);
    if (!text || text[0] == '\0')
        return clean.size;
    const struct atoms *atoms = find_atoms(typesetter, text, &clean);
    struct box_to_fit box = {clean_width(width), clamp_number(height, 0, 1e6, 0), lines};
    if (fits(typesetter, atoms, &clean, &box, clean.size))
        return clean.size;
    // Halves of a pixel above `least`: the largest that fits, `low` taken to fit.
    int low = 0, high = (int)floor((clean.size - least) * 2);
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        if (fits(typesetter, atoms, &clean, &box, least + middle * 0.5))
            low = middle;
        else
            high = middle - 1;
    }
    return least + low * 0.5;
}

// --- Life ---

struct typesetter *typesetter_new(struct fonts *fonts, const hai_theme *theme,
                                  const struct text_defaults *defaults, struct standing *standing)
{
    struct typesetter *typesetter = g_new0(struct typesetter, 1);
    typesetter->theme = theme;
    typesetter->defaults = *defaults;
    typesetter->fonts = fonts;
    typesetter->shaper = shaper_new(fonts);
    typesetter->words = words_new(defaults->report, defaults->words);
    typesetter->is_alone = standing == NULL;
    typesetter->standing = standing != NULL ? standing : standing_new();
    standing_begin(typesetter->standing, theme, defaults);
    if (typesetter->standing->shaped == NULL) {
        typesetter->standing->shaped = g_hash_table_new(hash_shape, equal_shape);
        typesetter->standing->paragraphs = g_hash_table_new(hash_set, equal_set);
    }
    return typesetter;
}

void typesetter_free(struct typesetter *typesetter)
{
    if (!typesetter)
        return;
    if (typesetter->is_alone)
        standing_free(typesetter->standing);
    shaper_free(typesetter->shaper);
    words_free(typesetter->words);
    g_free(typesetter);
}
