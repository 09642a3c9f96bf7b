// SPDX-License-Identifier: MIT
#include "text/atoms.h"

#include <hb.h>
#include <math.h>
#include <string.h>

#include "text/annotation.h"
#include "text/face.h"
#include "text/language.h"
#include "text/letters.h"
#include "text/vertical.h"

enum { MAX_SOURCE = 1 << 20 };

struct shaper {
    struct fonts *fonts;
    hb_buffer_t *buffer;
};

// One text on its way through the shaper.
struct work {
    struct shaper *shaper;
    struct arena *arena;
    const struct shaping *shaping;
    hb_language_t language;
    struct atoms *atoms;
    const struct letter *letters;
    uint32_t letter_count;
    uint8_t *faces;          // of each letter, index into atoms->faces
    uint32_t *first_letters; // of each atom, and one past the last at the end
    uint32_t glyph_room;
};

struct shaper *shaper_new(struct fonts *fonts)
{
    struct shaper *shaper = g_new0(struct shaper, 1);
    shaper->fonts = fonts;
    shaper->buffer = hb_buffer_create();
    return shaper;
}

void shaper_free(struct shaper *shaper)
{
    if (!shaper)
        return;
    hb_buffer_destroy(shaper->buffer);
    g_free(shaper);
}

// --- A face for each letter ---

static uint8_t add_face(struct atoms *atoms, const struct face *face)
{
    for (int i = 0; i < atoms->face_count; i++) {
        if (atoms->faces[i] == face)
            return (uint8_t)i;
    }
    if (atoms->face_count == MAX_FACES)
        return 0;
    atoms->faces[atoms->face_count] = face;
    return (uint8_t)atoms->face_count++;
}

static bool has_glyph(const struct face *face, uint32_t character)
{
    hb_codepoint_t glyph;
    return face && hb_font_get_nominal_glyph(face->hb_font, character, &glyph);
}

static int find_weight(const struct span *span, int weight)
{
    if (span->is_bold)
        return weight < 600 ? 700 : 900;
    return span->is_regular ? 400 : weight;
}

// ❤ is a character, ❤ followed by U+FE0F a picture.
static bool wants_emoji(const struct work *work, const struct letter *letter)
{
    uint32_t next = (uint32_t)(letter - work->letters) + 1;
    return next < work->letter_count && work->letters[next].character == 0xFE0F;
}

// The face of the letter's script, else that of the other, else any that has it.
static const struct face *choose_face(struct work *work, const struct letter *letter,
                                      const struct face *own, const struct face *other)
{
    int weight = find_weight(&work->atoms->spans[letter->span], work->shaping->weight);
    const struct face *emoji =
        wants_emoji(work, letter) ? fonts_find_emoji(work->shaper->fonts, letter->character) : NULL;
    if (emoji)
        return emoji;
    if (has_glyph(own, letter->character))
        return own;
    if (has_glyph(other, letter->character))
        return other;
    const struct face *found =
        fonts_find_fallback(work->shaper->fonts, letter->character, weight, own ? own : other);
    if (found)
        return found;
    work->atoms->missing++;
    return own ? own : other;
}

// The faces of a span's role and weight. One face at least, or none where the role has no face at
// all.
struct span_faces {
    const struct face *han, *latin;
};

static struct span_faces find_faces(struct work *work, const struct span *span)
{
    struct fonts *fonts = work->shaper->fonts;
    const char *role = work->shaping->role;
    if (span->role.bytes > 0)
        role = arena_strndup(work->arena, span->role.text, span->role.bytes);
    int weight = find_weight(span, work->shaping->weight);
    const struct face *han = fonts_find(fonts, role, weight, SCRIPT_HAN);
    const struct face *latin = fonts_find(fonts, role, weight, SCRIPT_LATIN);
    if (!han && !latin)
        han = fonts_find_fallback(fonts, 0x4E2D, weight, NULL);
    return (struct span_faces){han ? han : latin, latin ? latin : han};
}

static bool choose_faces(struct work *work)
{
    struct atoms *atoms = work->atoms;
    struct span_faces *faces = arena_alloc(work->arena, (size_t)atoms->span_count * sizeof *faces);
    faces[0] = find_faces(work, &atoms->spans[0]);
    if (!faces[0].han)
        return false;
    add_face(atoms, faces[0].han);
    add_face(atoms, faces[0].latin);
    const struct face *last = faces[0].han;
    for (uint32_t i = 0; i < work->letter_count; i++) {
        const struct letter *letter = &work->letters[i];
        if (letter->class == LETTER_SPACE || letter->class == LETTER_END)
            continue;
        struct span_faces *own = &faces[letter->span];
        if (!own->han)
            *own = find_faces(work, &atoms->spans[letter->span]);
        if (letter->class != LETTER_EXTEND) {
            bool is_latin = letter->is_latin;
            last = choose_face(work, letter, is_latin ? own->latin : own->han,
                               is_latin ? own->han : own->latin);
        }
        work->faces[i] = add_face(atoms, last);
    }
    return true;
}

// --- Half-em bodies ---

#define DASH_OVERLAP 0.04 // their ends may be slanted

static bool is_half(double from, double to)
{
    return from >= -0.03 && to <= 0.53; // WenKai's ？ ends at .502
}

// The body of a full-width mark is where its ink is: closing marks left, opening marks right, the
// centred ones of Taiwan in the middle. It works for fonts without the halt feature, too. Of the
// ink only what lies along the line counts.
static void halve_mark(struct atom *atom, struct ink ink)
{
    if (atom->class == LETTER_MIDDLE) { // half an em in all, whatever the font says
        atom->shift = 0.25 - (ink.left + ink.right) / 2;
        atom->advance = 0.5;
        return;
    }
    if (atom->natural < 0.75) { // proportional, as WenKai's quotes
        atom->advance = fmax(atom->natural, 0.5);
        double blank = 1 - atom->advance;
        bool opens = atom->class == LETTER_OPEN;
        atom->shift = opens ? atom->advance - atom->natural : 0;
        atom->blank_left = opens ? blank : 0;
        atom->blank_right = opens ? 0 : blank;
        return;
    }
    if (is_half(ink.left, ink.right)) {
        atom->advance = 0.5;
        atom->blank_right = atom->natural - 0.5;
    } else if (is_half(ink.left - 0.5, ink.right - 0.5)) {
        atom->advance = 0.5;
        atom->shift = -0.5;
        atom->blank_left = atom->natural - 0.5;
    } else if (is_half(ink.left - 0.25, ink.right - 0.25)) {
        atom->advance = 0.5;
        atom->shift = -0.25;
        atom->blank_left = atom->blank_right = (atom->natural - 0.5) / 2;
    }
}

// The ink of an atom's only glyph, along the line.
static struct ink find_ink(struct work *work, const struct atom *atom)
{
    const struct atom_glyph *glyph = &work->atoms->glyphs[atom->glyph];
    const struct face *face = work->atoms->faces[atom->face];
    return vertical_ink(atom, glyph, face_ink(face, glyph->id));
}

// The strokes of —— touch, though the font's own glyphs may leave a gap.
static void join_dash(struct work *work, struct atom *atom)
{
    const struct atoms *atoms = work->atoms;
    const struct atom *before = atom - 1;
    if (atom == atoms->atoms || before->class != LETTER_DASH || before->to != atom->from ||
        before->face != atom->face || before->glyph_count != 1 || atom->glyph_count != 1)
        return;
    double end = before->shift + find_ink(work, before).right - before->advance;
    atom->shift = end - find_ink(work, atom).left - DASH_OVERLAP;
}

// An emoji takes an em, as a character does, and the middle of its picture is that of the em box.
// Returns its scale, which its lengths do not have in them.
static double fit_emoji(struct work *work, struct atom *atom)
{
    const struct face *face = work->atoms->faces[atom->face];
    double scale = 1;
    int count = 0;
    for (uint32_t i = 0; i < atom->glyph_count; i++) {
        struct atom_glyph *glyph = &work->atoms->glyphs[atom->glyph + i];
        struct ink ink = face_ink(face, glyph->id);
        double width = (double)hb_font_get_glyph_h_advance(face->hb_font, glyph->id);
        if (ink.right <= ink.left || width <= 0)
            continue; // what joined it to the one before
        scale = fmin(face->units_per_em / width, 1);
        double middle = (ink.top + ink.bottom) / 2 * scale; // below the baseline
        bool is_column = atom->turn == TURN_UPRIGHT;
        glyph->x = is_column ? count + 0.5 - middle : count;
        glyph->y = is_column ? 0.5 : -VERTICAL_EM_MIDDLE - middle;
        count++;
    }
    atom->advance = atom->natural = MAX(count, 1);
    return scale;
}

static void fit_body(struct work *work, struct atom *atom, const struct letter *letter,
                     uint32_t letter_count)
{
    if (letter->is_latin)
        return;
    if (letter_class_is_mark(atom->class) && atom->glyph_count == 1 && letter_count == 1) {
        halve_mark(atom, find_ink(work, atom));
    } else if (atom->class == LETTER_DASH || atom->class == LETTER_ELLIPSIS) {
        // An em for each character, whether the font has one glyph for two or not.
        double width = letter->character == 0x2E3A ? 2 : letter_count;
        atom->shift = (width - atom->natural) / 2;
        atom->advance = width;
        if (atom->class == LETTER_DASH)
            join_dash(work, atom);
    }
}

// --- Shaping ---

static void add_glyph(struct work *work, struct atom_glyph glyph)
{
    struct atoms *atoms = work->atoms;
    if (atoms->glyph_count == work->glyph_room) {
        uint32_t room = work->glyph_room * 2;
        struct atom_glyph *wider = arena_alloc(work->arena, room * sizeof(*wider));
        memcpy(wider, atoms->glyphs, atoms->glyph_count * sizeof(*wider));
        atoms->glyphs = wider;
        work->glyph_room = room;
    }
    atoms->glyphs[atoms->glyph_count++] = glyph;
}

static void scale_atom(struct atoms *atoms, struct atom *atom)
{
    double *lengths[] = {&atom->advance, &atom->natural, &atom->blank_left, &atom->blank_right,
                         &atom->shift};
    if (atom->scale == 1)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++)
        *lengths[i] *= (double)atom->scale;
    for (uint32_t i = 0; i < atom->glyph_count; i++) {
        atoms->glyphs[atom->glyph + i].x *= (double)atom->scale;
        atoms->glyphs[atom->glyph + i].y *= (double)atom->scale;
    }
}

// What HarfBuzz made of a run.
struct shaped {
    const hb_glyph_info_t *infos;
    const hb_glyph_position_t *positions;
    unsigned count;
};

// An atom for the letters from..to, with room for its glyphs.
static struct atom *open_atom(struct work *work, uint32_t from, uint32_t to, unsigned glyph_count)
{
    struct atoms *atoms = work->atoms;
    const struct letter *letter = &work->letters[from];
    work->first_letters[atoms->count] = from;
    struct atom *atom = &atoms->atoms[atoms->count++];
    *atom = (struct atom){.character = letter->character,
                          .class = letter->class,
                          .bond = letter->bond,
                          .face = work->faces[from],
                          .turn = letter->turn,
                          .stretch = 1,
                          .span = letter->span,
                          .scale = atoms->spans[letter->span].scale,
                          .from = letter->from,
                          .to = work->letters[to - 1].to,
                          .glyph = atoms->glyph_count,
                          .glyph_count = glyph_count};
    for (uint32_t i = from; i < to; i++)
        atom->is_replaced = atom->is_replaced || (work->letters[i].character == 0xFFFD);
    for (unsigned i = 0; i < glyph_count; i++)
        add_glyph(work, (struct atom_glyph){0});
    return atom;
}

// Glyphs one after the other along the line; `middle` over the baseline is on the column's centre.
static void lay_glyphs(struct work *work, struct atom *atom, const struct shaped *cluster,
                       double middle)
{
    const struct atoms *atoms = work->atoms;
    double unit = 1.0 / atoms->faces[atom->face]->units_per_em;
    for (unsigned i = 0; i < cluster->count; i++) {
        const hb_glyph_position_t *position = &cluster->positions[i];
        atoms->glyphs[atom->glyph + i] = (struct atom_glyph){
            cluster->infos[i].codepoint, atom->natural + position->x_offset * unit,
            middle - position->y_offset * unit};
        atom->natural += position->x_advance * unit;
    }
    atom->advance = atom->natural;
}

// A mark of a font without forms for columns is laid on its side.
static bool lacks_form(const struct face *face, const struct letter *letter,
                       const struct shaped *cluster)
{
    hb_codepoint_t glyph;
    return cluster->count == 1 && vertical_needs_form(letter->character) &&
           hb_font_get_nominal_glyph(face->hb_font, letter->character, &glyph) &&
           glyph == cluster->infos[0].codepoint;
}

static void stand_glyphs(struct work *work, struct atom *atom, const struct letter *letter,
                         uint32_t letter_count, const struct shaped *cluster)
{
    const struct face *face = work->atoms->faces[atom->face];
    if (lacks_form(face, letter, cluster)) {
        hb_position_t advance =
            hb_font_get_glyph_h_advance(face->hb_font, cluster->infos[0].codepoint);
        hb_glyph_position_t position = {.x_advance = advance};
        atom->turn = TURN_SIDEWAYS;
        lay_glyphs(work, atom, &(struct shaped){cluster->infos, &position, 1}, VERTICAL_EM_MIDDLE);
        return;
    }
    bool is_sign = atom->class == LETTER_DASH || atom->class == LETTER_ELLIPSIS;
    atom->natural = atom->advance = is_sign ? letter_count : 1;
    struct atom_glyph *glyphs = &work->atoms->glyphs[atom->glyph];
    vertical_stand(face, cluster->infos, cluster->positions, cluster->count, atom->natural,
                   letter->is_latin ? vertical_middle(face, false) : VERTICAL_EM_MIDDLE, glyphs);
    if (atom->class == LETTER_MIDDLE && cluster->count == 1) { // a dot of a few tenths of an em
        struct ink ink = face_ink(face, glyphs->id);
        glyphs->y = (ink.left + ink.right) / 2;
    }
}

// One cluster: glyphs that stand for the letters from..to.
static void add_atom(struct work *work, const struct shaped *cluster, uint32_t from, uint32_t to)
{
    const struct letter *letter = &work->letters[from];
    struct atom *atom = open_atom(work, from, to, cluster->count);
    const struct face *face = work->atoms->faces[atom->face];
    if (letter->turn == TURN_UPRIGHT)
        stand_glyphs(work, atom, letter, to - from, cluster);
    else if (letter->turn == TURN_NONE)
        lay_glyphs(work, atom, cluster, 0);
    else
        lay_glyphs(work, atom, cluster,
                   letter->is_latin ? vertical_middle(face, letter->turn == TURN_SIDEWAYS_SMALL)
                                    : VERTICAL_EM_MIDDLE);
    double scale = 1;
    if (face->is_colour)
        scale = fit_emoji(work, atom);
    else
        fit_body(work, atom, letter, to - from);
    scale_atom(work->atoms, atom);
    atom->scale *= (float)scale;
}

static void add_combined(struct work *work, const struct shaped *run, uint32_t from, uint32_t to)
{
    struct atom *atom = open_atom(work, from, to, run->count);
    atom->natural = atom->advance = 1;
    atom->stretch =
        (float)vertical_combine(work->atoms->faces[atom->face], run->infos, run->positions,
                                run->count, &work->atoms->glyphs[atom->glyph]);
    scale_atom(work->atoms, atom);
}

static void add_atoms(struct work *work, const struct shaped *run, uint32_t to)
{
    for (unsigned start = 0; start < run->count;) {
        unsigned end = start + 1;
        while (end < run->count && run->infos[end].cluster == run->infos[start].cluster)
            end++;
        uint32_t next = end < run->count ? run->infos[end].cluster : to;
        struct shaped cluster = {run->infos + start, run->positions + start, end - start};
        add_atom(work, &cluster, run->infos[start].cluster, next);
        start = end;
    }
}

// Letters from..to have one face and one script. Both are told to HarfBuzz: left alone, it takes
// marks beside Latin for Latin, and the font then gives them other forms.
static void shape_run(struct work *work, uint32_t from, uint32_t to)
{
    static const hb_feature_t half_width = {HB_TAG('h', 'w', 'i', 'd'), 1, HB_FEATURE_GLOBAL_START,
                                            HB_FEATURE_GLOBAL_END};
    hb_buffer_t *buffer = work->shaper->buffer;
    enum turn turn = work->letters[from].turn;
    bool combines = turn == TURN_COMBINED;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, turn == TURN_UPRIGHT ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, work->letters[from].is_latin ? HB_SCRIPT_LATIN : HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, work->language);
    for (uint32_t i = from; i < to; i++)
        hb_buffer_add(buffer, work->letters[i].character, i);
    hb_shape(work->atoms->faces[work->faces[from]]->hb_font, buffer, &half_width, combines);

    struct shaped run = {0};
    run.infos = hb_buffer_get_glyph_infos(buffer, &run.count);
    run.positions = hb_buffer_get_glyph_positions(buffer, &run.count);
    if (combines && run.count > 0)
        add_combined(work, &run, from, to);
    else
        add_atoms(work, &run, to);
}

bool shaper_find_vertical(struct shaper *shaper, const struct face *face, const char *language,
                          uint32_t character, struct atom_glyph *glyph, bool *is_sideways)
{
    hb_codepoint_t nominal;
    if (!hb_font_get_nominal_glyph(face->hb_font, character, &nominal))
        return false;
    hb_buffer_t *buffer = shaper->buffer;
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    hb_buffer_set_direction(buffer, HB_DIRECTION_TTB);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, language_find(language));
    hb_buffer_add(buffer, character, 0);
    hb_shape(face->hb_font, buffer, NULL, 0);
    unsigned count = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    if (count != 1)
        return false;
    *is_sideways = infos[0].codepoint == nominal && vertical_needs_form(character);
    if (*is_sideways)
        *glyph = (struct atom_glyph){nominal, 0, VERTICAL_EM_MIDDLE};
    else
        vertical_stand(face, infos, positions, 1, 1, VERTICAL_EM_MIDDLE, glyph);
    return true;
}

static bool is_one_run(const struct work *work, uint32_t first, uint32_t next)
{
    const struct letter *letters = work->letters;
    if (letters[next].class == LETTER_SPACE || letters[next].class == LETTER_END ||
        letters[next].hint == HINT_BREAK) // no ligature over it
        return false;
    return work->faces[first] == work->faces[next] && letters[first].turn == letters[next].turn &&
           (letters[next].class == LETTER_EXTEND ||
            letters[first].is_latin == letters[next].is_latin);
}

static void shape_letters(struct work *work)
{
    struct atoms *atoms = work->atoms;
    int start = 0;
    for (uint32_t i = 0; i < work->letter_count;) {
        unsigned class = work->letters[i].class;
        uint32_t end = i + 1;
        if (class == LETTER_END) {
            // CR LF is read as LF: the reader drops the CR.
            atoms->stretches[atoms->stretch_count++] = (struct stretch){start, atoms->count};
            start = atoms->count;
        } else if (class != LETTER_SPACE) {
            while (end < work->letter_count && is_one_run(work, i, end))
                end++;
            shape_run(work, i, end);
        }
        i = end;
    }
    // A newline at the very end ends the line before it and begins none.
    if (start < atoms->count || atoms->stretch_count == 0)
        atoms->stretches[atoms->stretch_count++] = (struct stretch){start, atoms->count};
    work->first_letters[atoms->count] = work->letter_count;
}

static bool is_role(void *data, const char *name, size_t bytes)
{
    return fonts_has_role(data, name, bytes);
}

struct atoms *atoms_new(struct arena *arena, struct shaper *shaper, const char *source,
                        const struct shaping *shaping)
{
    size_t bytes = strnlen(source, MAX_SOURCE); // longer texts are cut: nobody reads a poster's MiB
    struct work work = {.shaper = shaper,
                        .arena = arena,
                        .shaping = shaping,
                        .language = language_find(shaping->language)};
    struct span_list spans = {.spans = g_array_new(FALSE, FALSE, sizeof(struct span)),
                              .is_role = is_role,
                              .data = shaper->fonts};
    struct letter *letters = letters_read(source, (uint32_t)bytes, !shaping->keeps_punctuation,
                                          &spans, &work.letter_count);
    uint32_t count = work.letter_count;
    if (shaping->is_vertical)
        letters_turn(letters, count);
    work.letters = letters;
    work.faces = g_new0(uint8_t, (gsize)count + 1);
    work.first_letters = g_new0(uint32_t, (gsize)count + 1);
    work.glyph_room = count + 16;

    struct atoms *atoms = arena_alloc(arena, sizeof(*atoms));
    work.atoms = atoms;
    atoms->source = source;
    atoms->language = shaping->language;
    atoms->is_vertical = shaping->is_vertical;
    atoms->span_count = (int)spans.spans->len;
    atoms->spans = arena_copy(arena, spans.spans->data, spans.spans->len * sizeof(struct span));
    g_array_free(spans.spans, TRUE);
    atoms->atoms = arena_alloc(arena, ((size_t)count + 1) * sizeof(*atoms->atoms));
    atoms->glyphs = arena_alloc(arena, work.glyph_room * sizeof(*atoms->glyphs));
    uint32_t ends = 1;
    for (uint32_t i = 0; i < count; i++)
        ends += letters[i].class == LETTER_END;
    atoms->stretches = arena_alloc(arena, ends * sizeof(*atoms->stretches));
    if (choose_faces(&work))
        shape_letters(&work);
    annotation_shape(arena, shaper, atoms, shaping);
    atoms->gaps = arena_alloc(arena, ((size_t)atoms->count + 1) * sizeof(*atoms->gaps));
    atoms->sums = arena_alloc(arena, ((size_t)atoms->count + 1) * sizeof(*atoms->sums));
    atoms_space(atoms, letters, work.first_letters);
    g_free(work.first_letters);
    g_free(work.faces);
    g_free(letters);
    return atoms;
}
