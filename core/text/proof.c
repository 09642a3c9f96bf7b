// SPDX-License-Identifier: MIT
#include "text/proof.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "text/annotation.h"
#include "text/face.h"
#include "text/galley.h"
#include "text/letters.h"
#include "text/vertical.h"

// Half way between the top of the em box of a Chinese face and its bottom.
#define HAN_MIDDLE 0.38

// A galley, and its text's letters; they are read in step with its atoms.
struct proof {
    struct galley galley;
    struct letter *letters;
    uint32_t letter_count;
    uint32_t next; // letter that no cluster has told
    const uint32_t *map;
};

static int find_source(const struct proof *proof, uint32_t byte)
{
    return (int)(proof->map ? proof->map[byte] : byte);
}

static json_t *round_length(double em)
{
    double rounded = round(em * 1e6) / 1e6;
    return json_real(rounded == 0 ? 0 : rounded); // no -0.0
}

static char *write_letters(const struct letter *letters, uint32_t count)
{
    GString *text = g_string_sized_new((gsize)count * 3);
    for (uint32_t i = 0; i < count; i++)
        g_string_append_unichar(text, letters[i].character);
    return g_string_free(text, FALSE);
}

static json_t *letters_json(const struct letter *letters, uint32_t count)
{
    char *text = write_letters(letters, count);
    json_t *json = json_string(text);
    g_free(text);
    return json;
}

// The letters of the bytes from..to: [*first, result).
static uint32_t find_letters(const struct proof *proof, uint32_t from, uint32_t to, uint32_t *first)
{
    uint32_t at = proof->next;
    while (at < proof->letter_count && proof->letters[at].from < from)
        at++;
    *first = at;
    while (at < proof->letter_count && proof->letters[at].to <= to)
        at++;
    return at;
}

// --- Clusters ---

// The box around the ink of an atom's glyphs, from its origin; empty (right < left) without ink.
static struct ink find_ink(const struct proof *proof, const struct atom *atom)
{
    const struct atoms *atoms = proof->galley.atoms;
    struct ink box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (uint32_t i = 0; i < atom->glyph_count; i++) {
        const struct atom_glyph *glyph = &atoms->glyphs[atom->glyph + i];
        struct ink ink = face_ink(atoms->faces[atom->face], glyph->id);
        if (ink.right <= ink.left)
            continue;
        double scale = (double)atom->scale;
        ink = vertical_ink(
            atom, glyph,
            (struct ink){ink.left * scale, ink.top * scale, ink.right * scale, ink.bottom * scale});
        box.left = fmin(box.left, atom->shift + ink.left);
        box.right = fmax(box.right, atom->shift + ink.right);
        box.top = fmin(box.top, ink.top);
        box.bottom = fmax(box.bottom, ink.bottom);
    }
    return box;
}

// What the atom at `index` of a line takes: its body, and of the gaps beside it the blank that it
// keeps. Neighbours that share a blank share it from the left.
struct place_taken {
    double from, to; // from where the body begins
};

static struct place_taken find_taken(const struct galley *galley, const struct line *line,
                                     int index)
{
    const struct atom *atoms = galley->atoms->atoms;
    struct place_taken taken = {0, atoms[index].advance};
    if (index > line->from) {
        double blank = fmin(galley->gaps[index], galley->atoms->gaps[index].natural);
        double kept =
            fmin(atoms[index].blank_left, blank - fmin(blank, atoms[index - 1].blank_right));
        taken.from = -fmax(kept, 0);
    }
    if (index + 1 < line->to) {
        double blank = fmin(galley->gaps[index + 1], galley->atoms->gaps[index + 1].natural);
        taken.to += fmax(fmin(atoms[index].blank_right, blank), 0);
    }
    return taken;
}

static json_t *face_json(const struct face *face)
{
    return json_sprintf("%s %s", face->family, face->style);
}

static json_t *length_or_null(bool known, double em)
{
    return known ? round_length(em) : json_null();
}

// The cluster of an atom whose body begins at x.
static json_t *cluster_json(struct proof *proof, const struct atom *atom, struct place_taken taken,
                            double x)
{
    const struct atoms *atoms = proof->galley.atoms;
    uint32_t first, end = find_letters(proof, atom->from, atom->to, &first);
    struct ink ink = find_ink(proof, atom);
    bool inked = ink.left < ink.right;
    json_t *glyphs = json_array();
    for (uint32_t i = 0; i < atom->glyph_count; i++)
        json_array_append_new(glyphs, json_integer(atoms->glyphs[atom->glyph + i].id));
    bool is_latin = first < end && proof->letters[first].is_latin;
    json_t *cluster = json_pack(
        "{so, s[ii], so, so, so, so, so, so, so, ss, so, sb}", "text",
        letters_json(proof->letters + first, end - first), "source", find_source(proof, atom->from),
        find_source(proof, atom->to - 1) + 1, "x_em", round_length(x + taken.from), "advance_em",
        round_length(taken.to - taken.from), "ink_left_em", length_or_null(inked, x + ink.left),
        "ink_right_em", length_or_null(inked, x + ink.right), "ink_top_em",
        length_or_null(inked, -ink.top), "ink_bottom_em", length_or_null(inked, -ink.bottom),
        "face", face_json(atoms->faces[atom->face]), "script", is_latin ? "latin" : "han", "glyphs",
        glyphs, "rotated", atom->turn >= TURN_SIDEWAYS);
    proof->next = end;
    return cluster;
}

// --- Lines ---

static json_t *mark_json(const struct proof *proof, const struct annotation *mark, double left)
{
    static const char *const kinds[] = {"dot", "name", "book", "ruby", "zhuyin"};
    const struct atom *atoms = proof->galley.atoms->atoms;
    uint32_t first = 0, end = 0;
    while (end < proof->letter_count && proof->letters[end].to <= atoms[mark->to - 1].to)
        first += proof->letters[end++].from < atoms[mark->from].from;
    json_t *text = mark->ruby ? json_string(mark->ruby->text->source)
                              : letters_json(proof->letters + first, end - first);
    json_t *json =
        json_pack("{ss, so, so, so}", "kind", kinds[mark->kind], "text", text, "x_em",
                  round_length(left + mark->along), "width_em", round_length(mark->width));
    if (mark->ruby)
        json_object_set_new(json, "size_em", round_length(mark->size));
    return json;
}

static json_t *marks_json(const struct proof *proof, int index)
{
    const struct galley *galley = &proof->galley;
    const struct line *line = &galley->lines.lines[index];
    GArray *found = annotation_find(galley->atoms, line, galley->gaps + line->from);
    json_t *marks = json_array();
    for (guint i = 0; found && i < found->len; i++)
        json_array_append_new(marks, mark_json(proof, &g_array_index(found, struct annotation, i),
                                               galley->lefts[index]));
    if (found)
        g_array_free(found, TRUE);
    return marks;
}

static json_t *line_json(struct proof *proof, int index)
{
    const struct galley *galley = &proof->galley;
    const struct line *line = &galley->lines.lines[index];
    json_t *clusters = json_array();
    json_t *text = json_string("");
    double pen = galley->lefts[index];
    if (line->from < line->to) {
        uint32_t first, end = find_letters(proof, galley->atoms->atoms[line->from].from,
                                           galley->atoms->atoms[line->to - 1].to, &first);
        json_decref(text);
        text = letters_json(proof->letters + first, end - first);
    }
    for (int i = line->from; i < line->to; i++) {
        const struct atom *atom = &galley->atoms->atoms[i];
        pen += galley->gaps[i];
        json_array_append_new(clusters,
                              cluster_json(proof, atom, find_taken(galley, line, i), pen));
        pen += atom->advance;
    }
    return json_pack("{so, so, so, so, so, so}", "text", text, "x_em",
                     round_length(galley->lefts[index]), "width_em", round_length(line->width),
                     "hung_em", round_length(line->hung), "marks", marks_json(proof, index),
                     "clusters", clusters);
}

// --- The whole ---

// Where the eye takes the middle of a line to be: that of the em box where there is Chinese, half
// the height of the digits or capitals where there is nothing else.
static double find_middle(const struct proof *proof)
{
    const struct atoms *atoms = proof->galley.atoms;
    const struct face *face = NULL;
    bool has_letters = false;
    for (int i = 0; i < atoms->count; i++) {
        unsigned class = atoms->atoms[i].class;
        if (class == LETTER_HAN)
            return HAN_MIDDLE;
        if (class != LETTER_DIGIT && class != LETTER_LATIN)
            continue;
        has_letters = has_letters || class == LETTER_LATIN;
        face = face ? face : atoms->faces[atoms->atoms[i].face];
    }
    hb_codepoint_t glyph;
    if (!face || !hb_font_get_nominal_glyph(face->hb_font, has_letters ? 'H' : '1', &glyph))
        return HAN_MIDDLE;
    return -face_ink(face, glyph).top / 2; // of flat ends: round ones overshoot
}

static size_t check_words(void *data, const char *words)
{
    (void)data;
    size_t known = span_word_bytes(words);
    return known > 0 ? known : strcspn(words, " ");
}

const char *proof_read_markup(struct arena *arena, const char *text, const uint32_t **map,
                              struct markup_fault *fault)
{
    uint32_t *made = NULL;
    const char *read = markup_read(arena, text, check_words, NULL, &made, fault);
    *map = made;
    return read;
}

json_t *proof_new(struct typesetter *typesetter, const char *text, const uint32_t *map,
                  const hai_text_style *style, double width)
{
    struct proof proof = {.galley = galley_set(typesetter, text, style, width), .map = map};
    const struct galley *galley = &proof.galley;
    proof.letters = letters_read(galley->atoms->source, (uint32_t)strlen(galley->atoms->source),
                                 !galley->keeps_punctuation, NULL, &proof.letter_count);
    json_t *normalised = letters_json(proof.letters, proof.letter_count);
    if (style->direction == HAI_TEXT_VERTICAL)
        letters_turn(proof.letters, proof.letter_count);
    json_t *lines = json_array();
    for (int i = 0; i < galley->lines.count; i++)
        json_array_append_new(lines, line_json(&proof, i));
    json_t *json =
        json_pack("{so, si, so, so}", "normalised", normalised, "missing", galley->atoms->missing,
                  "middle_em", round_length(find_middle(&proof)), "lines", lines);
    g_free(proof.letters);
    galley_finish(&proof.galley);
    return json;
}

// --- Printing ---

enum { FLAGS = JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(9) };

static void print_members(json_t *object, const char *last, const char *margin, FILE *out)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        if (strcmp(key, last) == 0)
            continue;
        char *text = json_dumps(value, FLAGS);
        fprintf(out, "%s\"%s\": %s,\n", margin, key, text ? text : "null");
        free(text);
    }
    fprintf(out, "%s\"%s\": [", margin, last);
}

bool proof_print(json_t *proof, FILE *out)
{
    size_t index, at;
    json_t *line, *cluster;
    fputs("{\n", out);
    print_members(proof, "lines", " ", out);
    json_array_foreach(json_object_get(proof, "lines"), index, line)
    {
        fputs(index > 0 ? ",\n  {\n" : "\n  {\n", out);
        print_members(line, "clusters", "   ", out);
        json_array_foreach(json_object_get(line, "clusters"), at, cluster)
        {
            fputs(at > 0 ? ",\n     " : "\n     ", out);
            json_dumpf(cluster, out, FLAGS);
        }
        fputs("]}", out);
    }
    fputs("]}\n", out);
    return ferror(out) == 0;
}
