// SPDX-License-Identifier: MIT
//
// The floor under a poster: the least that a program with the same libraries can spend on the same
// boxes and strings. What haibao takes is compared with it, on the same machine in the same minute.
//
//     floor LIST OUT.png [TIMES]
//
// No spec, plugins, layout, shadows, strokes or gradients: it maps the fonts, shapes each string
// once, draws each glyph once, paints bands that stay in the cache and packs them with isa-l. The
// pictures of glyphs are kept from one time to the next, as in a batch. LIST: see floor-list.c.
#include <fcntl.h>
#include <ft2build.h>
#include <hb-ft.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include FT_FREETYPE_H

#include "out/rows.h"

#define BAND 64
#define MAX_FACES 32
#define MAX_ITEMS 20000
#define MAX_GLYPHS 100000
#define SLOTS 16384u // for the pictures of glyphs
#define POOL ((size_t)32 << 20)
#define HUGE_PAGE ((size_t)2 << 20)
#define MAX_LINE 4096

struct picture {
    uint64_t key; // 0: free
    int left, top, width, rows;
    uint8_t *cover;
};

struct placed {
    int x, y;
    const struct picture *picture;
};

struct face {
    char path[512];
    int index;
    FT_Face ft;
    hb_font_t *hb;
};

struct item {
    bool is_text;
    int left, top, right, bottom; // of text: top and bottom of its ink
    uint32_t colour;
    double x, y, size;
    struct face *face;
    char *string;
    unsigned first, count; // of its glyphs
};

static FT_Library library;
static struct face faces[MAX_FACES];
static struct item items[MAX_ITEMS];
static struct placed *glyphs;
static struct picture *pictures;
static uint8_t *pool; // what is left of it
static unsigned face_count, item_count, glyph_count;
static int width, height;
static uint32_t ground;

static void stop(const char *what)
{
    fprintf(stderr, "floor: %s\n", what);
    exit(1);
}

// All memory comes from huge pages, of which few have to be touched for the first time.
static void open_pool(void)
{
    uint8_t *bytes =
        mmap(NULL, POOL + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (bytes == MAP_FAILED)
        stop("no memory");
    pool = (uint8_t *)(((uintptr_t)bytes + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
    (void)madvise(pool, POOL, MADV_HUGEPAGE);
}

static void *take(size_t size)
{
    static size_t taken;
    void *bytes = pool;

    size = (size + 63) & ~(size_t)63;
    taken += size;
    if (taken > POOL)
        stop("no memory");
    pool += size;
    return bytes;
}

// --- The list ---

static struct face *find_face(const char *path, int index)
{
    for (unsigned i = 0; i < face_count; i++)
        if (strcmp(faces[i].path, path) == 0 && faces[i].index == index)
            return &faces[i];
    struct face *face = &faces[face_count++];
    if (face_count > MAX_FACES || strlen(path) >= sizeof face->path)
        stop("too many fonts");
    memcpy(face->path, path, strlen(path) + 1);
    face->index = index;
    int file = open(path, O_RDONLY);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0)
        stop("a font is missing");
    void *bytes = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (bytes == MAP_FAILED ||
        FT_New_Memory_Face(library, bytes, about.st_size, index, &face->ft) != 0)
        stop("a font cannot be opened");
    hb_blob_t *blob =
        hb_blob_create(bytes, (unsigned)about.st_size, HB_MEMORY_MODE_READONLY, NULL, NULL);
    hb_face_t *hb = hb_face_create(blob, (unsigned)index);
    face->hb = hb_font_create(hb);
    hb_face_destroy(hb);
    hb_blob_destroy(blob);
    return face;
}

static void read_line(char *line)
{
    struct item item = {0};
    char path[MAX_LINE];
    int index, used = 0;

    if (sscanf(line, "sheet %d %d %x", &width, &height, &ground) == 3)
        return;
    if (item_count == MAX_ITEMS)
        stop("too many items");
    if (sscanf(line, "box %d %d %d %d %x", &item.left, &item.top, &item.right, &item.bottom,
               &item.colour) == 5) {
        items[item_count++] = item;
        return;
    }
    if (sscanf(line, "text %lf %lf %lf %x %d %[^\t]%n", &item.x, &item.y, &item.size, &item.colour,
               &index, path, &used) != 6)
        stop("what is this in the list?");
    item.is_text = true;
    item.face = find_face(path, index);
    line[strcspn(line, "\n")] = '\0';
    item.string = strdup(line + used + 1);
    items[item_count++] = item;
}

static void read_list(const char *path)
{
    FILE *file = fopen(path, "r");
    char line[MAX_LINE];

    if (file == NULL)
        stop("no list");
    while (fgets(line, sizeof line, file) != NULL)
        read_line(line);
    (void)fclose(file);
    if (width < 1 || width > 32767 || height < 1)
        stop("no sheet");
}

// --- Glyphs ---

static void draw_picture(struct picture *picture, const struct item *item, unsigned glyph)
{
    FT_Face face = item->face->ft;

    if (FT_Set_Char_Size(face, 0, (FT_F26Dot6)(item->size * 64), 72, 72) != 0 ||
        FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0 ||
        FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0)
        return;
    const FT_Bitmap *bitmap = &face->glyph->bitmap;
    size_t across = bitmap->width;
    picture->left = face->glyph->bitmap_left;
    picture->top = -face->glyph->bitmap_top;
    picture->width = (int)bitmap->width;
    picture->rows = (int)bitmap->rows;
    picture->cover = take(across * bitmap->rows);
    for (unsigned y = 0; y < bitmap->rows; y++)
        memcpy(picture->cover + y * across, bitmap->buffer + (int)y * bitmap->pitch, across);
}

static const struct picture *find_picture(const struct item *item, unsigned glyph)
{
    uint64_t key =
        (uint64_t)(item->face - faces + 1) << 48 | (uint64_t)(item->size * 64) << 20 | glyph;
    uint32_t slot = (uint32_t)(key * 0x9e3779b97f4a7c15u >> 48);

    while (pictures[slot % SLOTS].key != 0 && pictures[slot % SLOTS].key != key)
        slot++;
    struct picture *picture = &pictures[slot % SLOTS];
    if (picture->key == 0) {
        picture->key = key;
        draw_picture(picture, item, glyph);
    }
    return picture;
}

static void shape(struct item *item, hb_buffer_t *buffer)
{
    int scale = (int)(item->size * 64);
    unsigned count;

    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, item->string, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_font_set_scale(item->face->hb, scale, scale);
    hb_shape(item->face->hb, buffer, NULL, 0);
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, &count);
    double x = item->x;
    item->first = glyph_count;
    item->top = INT32_MAX;
    item->bottom = INT32_MIN;
    for (unsigned i = 0; i < count && glyph_count < MAX_GLYPHS; i++) {
        const struct picture *picture = find_picture(item, infos[i].codepoint);
        struct placed at = {(int)(x + 0.5) + picture->left, (int)(item->y + 0.5) + picture->top,
                            picture};
        x += positions[i].x_advance / 64.0;
        if (picture->width == 0 || at.x < 0 || at.x + picture->width > width)
            continue;
        item->top = at.y < item->top ? at.y : item->top;
        item->bottom = at.y + picture->rows > item->bottom ? at.y + picture->rows : item->bottom;
        glyphs[glyph_count++] = at;
    }
    item->count = glyph_count - item->first;
}

// --- Pixels ---

static int most(int one, int other)
{
    return one > other ? one : other;
}

static int least(int one, int other)
{
    return one < other ? one : other;
}

static void fill(uint32_t *restrict to, int count, uint32_t colour)
{
    for (int x = 0; x < count; x++)
        to[x] = colour;
}

// Two channels at a time, of 8 bits with 8 bits of room.
static void blend(uint32_t *restrict row, const uint8_t *restrict cover, int count, uint32_t colour)
{
    uint32_t odd = colour & 0xff00ff, even = colour >> 8 & 0xff;

    for (int x = 0; x < count; x++) {
        uint32_t by = cover[x] + (cover[x] >> 7u), rest = 256 - by, under = row[x];
        row[x] = ((odd * by + (under & 0xff00ff) * rest) >> 8 & 0xff00ff) |
                 ((even * by + (under >> 8 & 0xff) * rest) & 0xff00);
    }
}

static void draw_glyph(uint32_t *band, int top, int bottom, const struct placed *at,
                       uint32_t colour)
{
    const struct picture *picture = at->picture;
    int last = least(bottom, at->y + picture->rows);

    for (int y = most(top, at->y); y < last; y++)
        blend(band + (ptrdiff_t)(y - top) * width + at->x,
              picture->cover + (size_t)(y - at->y) * (size_t)picture->width, picture->width,
              colour);
}

static void draw_band(uint32_t *band, int top, int bottom)
{
    fill(band, (bottom - top) * width, ground);
    for (const struct item *item = items; item < items + item_count; item++) {
        if (item->bottom <= top || item->top >= bottom)
            continue;
        if (item->is_text) {
            for (unsigned i = item->first; i < item->first + item->count; i++)
                draw_glyph(band, top, bottom, &glyphs[i], item->colour);
            continue;
        }
        int left = most(item->left, 0), right = least(item->right, width);
        for (int y = most(item->top, top); y < least(item->bottom, bottom); y++)
            fill(band + (ptrdiff_t)(y - top) * width + left, right - left, item->colour);
    }
}

// --- PNG ---

static uint8_t *put_number(uint8_t *to, uint32_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        *to++ = (uint8_t)(number >> shift);
    return to;
}

static size_t put_chunk(uint8_t *to, const char *name, size_t size)
{
    put_number(to, (uint32_t)size);
    memcpy(to + 4, name, 4);
    put_number(to + 8 + size, libdeflate_crc32(0, to + 4, size + 4));
    return size + 12;
}

static size_t encode(uint8_t *out, uint32_t *band, uint8_t *rows, struct isal_zstream *stream,
                     size_t room)
{
    size_t row_bytes = 3 * (size_t)width + 1, at = 8;
    uint32_t adler = 1;

    memcpy(out, "\x89PNG\r\n\x1a\n", 8);
    put_number(put_number(out + at + 8, (uint32_t)width), (uint32_t)height);
    memcpy(out + at + 16, "\x08\x02\0\0\0", 5);
    at += put_chunk(out + at, "IHDR", 13);
    isal_deflate_reset(stream);
    stream->gzip_flag = IGZIP_DEFLATE;
    memcpy(out + at + 8, "\x78\x01", 2);
    stream->next_out = out + at + 10;
    stream->avail_out = (uint32_t)(room - at - 64);
    for (int top = 0; top < height; top += BAND) {
        int count = height - top < BAND ? height - top : BAND;
        draw_band(band, top, top + count);
        for (int y = 0; y < count; y++) {
            rows[(size_t)y * row_bytes] = 0;
            rows_pack(band + (size_t)y * (size_t)width, (size_t)width,
                      rows + (size_t)y * row_bytes + 1);
        }
        adler = libdeflate_adler32(adler, rows, (size_t)count * row_bytes);
        stream->next_in = rows;
        stream->avail_in = (uint32_t)((size_t)count * row_bytes);
        stream->end_of_stream = top + BAND >= height;
        if (isal_deflate(stream) != COMP_OK || stream->avail_in != 0)
            stop("the picture does not fit");
    }
    put_number(stream->next_out, adler);
    at += put_chunk(out + at, "IDAT", (size_t)(stream->next_out + 4 - (out + at + 8)));
    return at + put_chunk(out + at, "IEND", 0);
}

static void write_file(const char *path, const uint8_t *bytes, size_t size)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);

    if (file < 0 || write(file, bytes, size) != (ssize_t)size || close(file) != 0)
        stop("the picture cannot be written");
}

int main(int argc, char **argv)
{
    static struct isal_zstream stream;
    static uint8_t level_buffer[ISAL_DEF_LVL1_DEFAULT];

    if (argc < 3)
        stop("usage: floor LIST OUT.png [TIMES]");
    const size_t room = (size_t)16 << 20; // for the file
    if (FT_Init_FreeType(&library) != 0)
        stop("FreeType cannot be started");
    read_list(argv[1]);
    open_pool();
    glyphs = take(MAX_GLYPHS * sizeof *glyphs);
    pictures = take(SLOTS * sizeof *pictures);
    uint8_t *rows = take((3 * (size_t)width + 1) * BAND);
    uint32_t *band = take((size_t)width * BAND * sizeof *band);
    uint8_t *out = take(room);
    hb_buffer_t *buffer = hb_buffer_create();
    isal_deflate_init(&stream);
    stream.level = 1;
    stream.level_buf = level_buffer;
    stream.level_buf_size = sizeof level_buffer;
    for (long times = argc > 3 ? strtol(argv[3], NULL, 10) : 1; times > 0; times--) {
        glyph_count = 0;
        for (unsigned i = 0; i < item_count; i++)
            if (items[i].is_text)
                shape(&items[i], buffer);
        write_file(argv[2], out, encode(out, band, rows, &stream, room));
    }
    return 0;
}
