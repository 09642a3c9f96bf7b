// SPDX-License-Identifier: MIT
#include "out/pdf_fonts.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

#include "base/digest.h"
#include "out/cff.h"

struct pdf_fonts {
    struct pdf_file *file;
    const struct subset *subset;
    GHashTable *known;  // struct face -> struct pdf_font
    GPtrArray *in_turn; // in the order of their first use
};

static void free_font(gpointer data)
{
    struct pdf_font *font = data;

    g_free(font->cids);
    g_free(font->readings);
    hb_blob_destroy(font->program);
    g_free(font);
}

struct pdf_fonts *pdf_fonts_new(struct pdf_file *file, const struct subset *subset)
{
    struct pdf_fonts *fonts = g_new0(struct pdf_fonts, 1);

    fonts->file = file;
    fonts->subset = subset;
    fonts->known = g_hash_table_new(NULL, NULL);
    fonts->in_turn = g_ptr_array_new_with_free_func(free_font);
    return fonts;
}

void pdf_fonts_free(struct pdf_fonts *fonts)
{
    if (fonts == NULL)
        return;
    g_hash_table_destroy(fonts->known);
    g_ptr_array_free(fonts->in_turn, TRUE);
    g_free(fonts);
}

static void open_program(struct pdf_font *font)
{
    hb_face_t *face = font->cut->font;
    hb_blob_t *cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
    unsigned size = 0;
    const char *bytes = hb_blob_get_data(cff, &size);

    font->glyph_count = hb_face_get_glyph_count(face);
    font->readings = g_new0(struct reading, font->glyph_count);
    font->is_cff = size > 0;
    if (!font->is_cff) {
        hb_blob_destroy(cff);
        font->program = hb_face_reference_blob(face);
        return;
    }
    font->program = cff;
    font->cids = g_new(uint16_t, font->glyph_count);
    if (!cff_read_charset((const uint8_t *)bytes, size, font->cids, font->glyph_count))
        g_clear_pointer(&font->cids, g_free);
}

struct pdf_font *pdf_fonts_find(struct pdf_fonts *fonts, const struct face *face)
{
    struct pdf_font *font = g_hash_table_lookup(fonts->known, face);

    if (font != NULL)
        return font;
    const struct cut *cut = subset_find(fonts->subset, face);
    if (cut == NULL)
        return NULL;
    font = g_new0(struct pdf_font, 1);
    font->cut = cut;
    font->object = pdf_file_reserve(fonts->file);
    open_program(font);
    g_hash_table_insert(fonts->known, (gpointer)(uintptr_t)face, font);
    g_ptr_array_add(fonts->in_turn, font);
    return font;
}

unsigned pdf_font_code(const struct pdf_font *font, unsigned glyph)
{
    return font->cids != NULL && glyph < font->glyph_count ? font->cids[glyph] : glyph;
}

double pdf_font_advance(const struct pdf_font *font, unsigned long glyph)
{
    const struct face *face = font->cut->face;
    return (double)hb_font_get_glyph_h_advance(face->hb_font, (hb_codepoint_t)glyph) /
           face->units_per_em;
}

// --- The dictionaries ---

// "ABCDEF+NotoSansCJKsc-Bold" (9.6.4): the tag tells subsets apart, and is the same for the same
// glyphs.
static char *find_name(const struct pdf_font *font)
{
    char name[64], hex[DIGEST_TEXT];
    unsigned room = sizeof name;
    struct digest digest;
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;

    hb_ot_name_get_utf8(font->cut->face->hb_face, HB_OT_NAME_ID_POSTSCRIPT_NAME, NULL, &room, name);
    for (char *at = name; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && *at != '-')
            *at = '-';
    }
    digest_init(&digest);
    digest_add(&digest, name, strlen(name));
    while (hb_set_next(font->cut->glyphs, &glyph))
        digest_add(&digest, &glyph, sizeof glyph);
    digest_end(&digest, hex);
    for (int i = 0; i < 6; i++)
        hex[i] = (char)('A' + g_ascii_xdigit_value(hex[2 * i]) +
                        g_ascii_xdigit_value(hex[2 * i + 1]) % 10);
    return g_strdup_printf("%.6s+%s", hex, name[0] != '\0' ? name : "Font");
}

static int read_short(const char *table, unsigned at)
{
    return (int16_t)((uint8_t)table[at] << 8 | (uint8_t)table[at + 1]);
}

// From the OpenType tables "head" and "hhea", in thousandths of an em.
static void put_descriptor(struct pdf_fonts *fonts, const struct pdf_font *font, unsigned number,
                           const char *name, unsigned program)
{
    hb_blob_t *head = hb_face_reference_table(font->cut->face->hb_face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned size = 0;
    const char *bytes = hb_blob_get_data(head, &size);
    double unit = 1000.0 / font->cut->face->units_per_em;
    hb_font_extents_t extents = {0};
    GString *text = g_string_new(NULL);

    (void)hb_font_get_h_extents(font->cut->face->hb_font, &extents);
    g_string_append_printf(text, "<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [",
                           name);
    for (unsigned i = 0; i < 4; i++)
        pdf_put_number(text, size >= 54 ? read_short(bytes, 36 + 2 * i) * unit : 0, 0);
    g_string_append(text, "] /ItalicAngle 0 /StemV 80 /Ascent ");
    pdf_put_number(text, extents.ascender * unit, 0);
    g_string_append(text, "/CapHeight ");
    pdf_put_number(text, extents.ascender * unit, 0);
    g_string_append(text, "/Descent ");
    pdf_put_number(text, extents.descender * unit, 0);
    g_string_append_printf(text, "/FontFile%d %u 0 R >>", font->is_cff ? 3 : 2, program);
    pdf_file_put(fonts->file, number, text->str);
    g_string_free(text, TRUE);
    hb_blob_destroy(head);
}

// "/W [1 [500] 7 [1000 500]]": of the codes that are used, by rising code.
static void put_widths(const struct pdf_font *font, GString *text)
{
    hb_codepoint_t glyph = HB_SET_VALUE_INVALID;
    unsigned next = 0; // the code that would go on in the group
    bool is_open = false;

    // Subsetting keeps the order, so that codes rise as numbers do.
    while (hb_set_next(font->cut->glyphs, &glyph)) {
        unsigned code = pdf_font_code(font, cut_glyph(font->cut, glyph));
        if (!is_open || code != next)
            g_string_append_printf(text, "%s%u [", is_open ? "] " : "", code);
        pdf_put_number(text, 1000 * pdf_font_advance(font, glyph), 2);
        next = code + 1;
        is_open = true;
    }
    g_string_append(text, is_open ? "] " : "");
}

static unsigned put_descendant(struct pdf_fonts *fonts, const struct pdf_font *font,
                               const char *name)
{
    unsigned program = pdf_file_reserve(fonts->file), descriptor = pdf_file_reserve(fonts->file);
    unsigned number = pdf_file_reserve(fonts->file), size = 0;
    const char *bytes = hb_blob_get_data(font->program, &size);
    char *length = g_strdup_printf("/Length1 %u", size);
    GString *text = g_string_new("<< /Type /Font /Subtype /CIDFontType");

    pdf_file_put_stream(fonts->file, program, font->is_cff ? "/Subtype /CIDFontType0C" : length,
                        bytes, size, PDF_PACK);
    put_descriptor(fonts, font, descriptor, name, program);
    g_string_append_printf(text,
                           "%d /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering "
                           "(Identity) /Supplement 0 >> /FontDescriptor %u 0 R %s/DW 1000 /W [",
                           font->is_cff ? 0 : 2, name, descriptor,
                           font->is_cff ? "" : "/CIDToGIDMap /Identity ");
    put_widths(font, text);
    g_string_append(text, "] >>");
    pdf_file_put(fonts->file, number, text->str);
    g_string_free(text, TRUE);
    g_free(length);
    return number;
}

// Blocks of at most a hundred characters (Adobe Technical Note 5014).
static void put_readings(const struct pdf_font *font, GString *text)
{
    unsigned count = 0, total = 0;

    for (unsigned i = 0; i < font->glyph_count; i++)
        total += font->readings[i].text != NULL;
    for (unsigned i = 0; i < font->glyph_count; i++) {
        const struct reading *reading = &font->readings[i];
        if (reading->text == NULL)
            continue;
        if (count % 100 == 0)
            g_string_append_printf(text, "%s%u beginbfchar\n", count > 0 ? "endbfchar\n" : "",
                                   MIN(100, total - count));
        g_string_append_printf(text, "<%04X> <", pdf_font_code(font, i));
        pdf_put_utf16(text, reading->text, reading->bytes);
        g_string_append(text, ">\n");
        count++;
    }
    g_string_append(text, count > 0 ? "endbfchar\n" : "");
}

static unsigned put_to_unicode(struct pdf_fonts *fonts, const struct pdf_font *font)
{
    unsigned number = pdf_file_reserve(fonts->file);
    GString *text = g_string_new("/CIDInit /ProcSet findresource begin\n"
                                 "12 dict begin\n"
                                 "begincmap\n"
                                 "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) "
                                 "/Supplement 0 >> def\n"
                                 "/CMapName /Adobe-Identity-UCS def\n"
                                 "/CMapType 2 def\n"
                                 "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");

    put_readings(font, text);
    g_string_append(text, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    pdf_file_put_stream(fonts->file, number, "", text->str, text->len, PDF_PACK);
    g_string_free(text, TRUE);
    return number;
}

void pdf_fonts_put(struct pdf_fonts *fonts)
{
    for (unsigned i = 0; i < fonts->in_turn->len; i++) {
        const struct pdf_font *font = g_ptr_array_index(fonts->in_turn, i);
        char *name = find_name(font);
        unsigned descendant = put_descendant(fonts, font, name);
        char *text = g_strdup_printf("<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding "
                                     "/Identity-H /DescendantFonts [%u 0 R] /ToUnicode %u 0 R >>",
                                     name, descendant, put_to_unicode(fonts, font));
        pdf_file_put(fonts->file, font->object, text);
        g_free(text);
        g_free(name);
    }
}
