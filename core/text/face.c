// SPDX-License-Identifier: MIT
#include "text/face.h"

#include <cairo-ft.h>
#include <errno.h>
#include <fcntl.h>
#include <ft2build.h>
#include <glib.h>
#include <hb-ot.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include FT_FREETYPE_H

struct freetype {
    FT_Library library;
};

#define BLOCK_BYTES 4096ul
#define BLOCKS 32
#define SMALL_READ 32ul

struct block {
    unsigned long at, length;
    unsigned char *bytes; // BLOCK_BYTES, or NULL
};

// What a cairo font face needs to live.
struct keeper {
    struct freetype *freetype;
    FT_Face face;
    FT_StreamRec stream;
    int file;
    struct block blocks[BLOCKS]; // of the file, by place
};

static const cairo_user_data_key_t keeper_key;

static void close_library(gpointer data)
{
    struct freetype *freetype = data;
    FT_Done_FreeType(freetype->library);
}

struct freetype *freetype_open(void)
{
    FT_Library library;
    if (FT_Init_FreeType(&library) != 0)
        return NULL;
    struct freetype *freetype = g_atomic_rc_box_new(struct freetype);
    freetype->library = library;
    return freetype;
}

void freetype_drop(struct freetype *freetype)
{
    if (freetype)
        g_atomic_rc_box_release_full(freetype, close_library);
}

static void drop_keeper(void *data)
{
    struct keeper *keeper = data;
    if (keeper->face)
        FT_Done_Face(keeper->face);
    if (keeper->file >= 0)
        (void)close(keeper->file); // it was only read
    for (int i = 0; i < BLOCKS; i++)
        g_free(keeper->blocks[i].bytes);
    freetype_drop(keeper->freetype);
    g_free(keeper);
}

static unsigned long read_file(const struct keeper *keeper, unsigned long offset,
                               unsigned char *buffer, unsigned long count)
{
    unsigned long done = 0;
    while (done < count) {
        ssize_t got = pread(keeper->file, buffer + done, count - done, (off_t)(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += (unsigned long)got;
    }
    return done;
}

// Small reads go through blocks that are kept: FreeType finds each glyph by a few bytes of an
// index.
static const struct block *find_block(struct keeper *keeper, unsigned long offset)
{
    unsigned long at = offset - offset % BLOCK_BYTES;
    struct block *block = &keeper->blocks[at / BLOCK_BYTES % BLOCKS];
    if (block->bytes && block->at == at)
        return block;
    if (!block->bytes)
        block->bytes = g_malloc(BLOCK_BYTES);
    block->at = at;
    block->length = read_file(keeper, at, block->bytes, BLOCK_BYTES);
    return block;
}

// FreeType's stream interface: how many bytes were read; for a count of 0, whether the place is
// beyond the end.
static unsigned long read_stream(FT_Stream stream, unsigned long offset, unsigned char *buffer,
                                 unsigned long count)
{
    struct keeper *keeper = stream->descriptor.pointer;
    if (count == 0)
        return offset > stream->size;
    unsigned long skip = offset % BLOCK_BYTES;
    if (count > SMALL_READ || skip + count > BLOCK_BYTES)
        return read_file(keeper, offset, buffer, count);
    const struct block *block = find_block(keeper, offset);
    if (skip + count > block->length)
        return 0;
    memcpy(buffer, block->bytes + skip, count);
    return count;
}

// A cairo face over the file; NULL where FreeType or cairo refuse it. Glyphs are read one by one:
// on a mapped file each would fault in 64 KiB around it, and hundreds of glyphs the whole of a
// Chinese face.
static cairo_font_face_t *open_cairo(const struct face *face, struct freetype *freetype)
{
    struct keeper *keeper = g_new0(struct keeper, 1);
    keeper->freetype = g_atomic_rc_box_acquire(freetype);
    keeper->file = open(face->path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    if (keeper->file < 0 || fstat(keeper->file, &status) != 0 || status.st_size <= 0)
        goto failed;
    keeper->stream = (FT_StreamRec){
        .size = (unsigned long)status.st_size, .descriptor.pointer = keeper, .read = read_stream};
    FT_Open_Args arguments = {.flags = FT_OPEN_STREAM, .stream = &keeper->stream};
    if (FT_Open_Face(freetype->library, &arguments, face->index, &keeper->face) != 0) {
        keeper->face = NULL;
        goto failed;
    }
    cairo_font_face_t *cairo =
        cairo_ft_font_face_create_for_ft_face(keeper->face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_status(cairo) == CAIRO_STATUS_SUCCESS &&
        cairo_font_face_set_user_data(cairo, &keeper_key, keeper, drop_keeper) ==
            CAIRO_STATUS_SUCCESS)
        return cairo;
    cairo_font_face_destroy(cairo);
failed:
    drop_keeper(keeper);
    return NULL;
}

// --- Pictures ---

static void destroy_picture(gpointer picture)
{
    cairo_surface_destroy(picture);
}

struct reading {
    const char *bytes;
    unsigned left;
};

static cairo_status_t read_png(void *data, unsigned char *to, unsigned count)
{
    struct reading *reading = data;
    if (count > reading->left)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(to, reading->bytes, count);
    reading->bytes += count;
    reading->left -= count;
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *face_picture(const struct face *face, uint32_t glyph)
{
    gpointer key = GUINT_TO_POINTER(glyph);
    cairo_surface_t *picture = g_hash_table_lookup(face->pictures, key);
    if (!picture) {
        hb_blob_t *png = hb_ot_color_glyph_reference_png(face->hb_font, glyph);
        struct reading reading = {0};
        reading.bytes = hb_blob_get_data(png, &reading.left);
        picture = cairo_image_surface_create_from_png_stream(read_png, &reading);
        hb_blob_destroy(png);
        g_hash_table_insert(face->pictures, key, picture); // also one in error, so as to try once
    }
    return cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS ? picture : NULL;
}

// --- Life ---

bool face_open(struct face *face, struct freetype *freetype)
{
    hb_blob_t *file = hb_blob_create_from_file_or_fail(face->path);
    if (!file)
        return false;
    cairo_font_face_t *cairo = open_cairo(face, freetype);
    if (cairo) {
        face->cairo_face = cairo;
        face->hb_face = hb_face_create(file, (unsigned)face->index);
        face->units_per_em = hb_face_get_upem(face->hb_face);
        face->hb_font = hb_font_create(face->hb_face);
        hb_font_set_scale(face->hb_font, (int)face->units_per_em, (int)face->units_per_em);
        hb_font_make_immutable(face->hb_font);
        face->is_colour = hb_ot_color_has_png(face->hb_face);
        if (face->is_colour)
            face->pictures = g_hash_table_new_full(NULL, NULL, NULL, destroy_picture);
    }
    hb_blob_destroy(file);
    return cairo != NULL;
}

void face_close(struct face *face)
{
    if (face->pictures)
        g_hash_table_destroy(face->pictures);
    hb_font_destroy(face->hb_font);
    hb_face_destroy(face->hb_face);
    cairo_font_face_destroy(face->cairo_face);
}
