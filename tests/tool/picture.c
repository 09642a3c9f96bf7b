// SPDX-License-Identifier: MIT
//
// Pictures: reading and writing with libpng's simple interface, shrinking, comparing.
#include "picture.h"

#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDING 2        // per channel
#define VISIBLE 0.02      // OKLab distance; white to black is 1
#define FEW_PIXELS 16     // of any picture
#define FEW_SHARE 0.00005 // of its pixels
#define FEW_TOGETHER 6    // in one patch
#define GAP 16            // between pictures side by side

bool picture_init(struct picture *picture, uint32_t width, uint32_t height)
{
    *picture = (struct picture){0};
    if (width == 0 || height == 0 || width > PICTURE_MAX_SIDE || height > PICTURE_MAX_SIDE ||
        (uint64_t)width * height > PICTURE_MAX_PIXELS) {
        fprintf(stderr, "a picture of %u x %u is too large or empty\n", width, height);
        return false;
    }
    picture->pixels = calloc((size_t)width * height, 4);
    if (!picture->pixels) {
        fprintf(stderr, "no memory for a picture of %u x %u\n", width, height);
        return false;
    }
    picture->width = width;
    picture->height = height;
    return true;
}

void picture_finish(struct picture *picture)
{
    free(picture->pixels);
    *picture = (struct picture){0};
}

bool picture_read(struct picture *picture, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    *picture = (struct picture){0};
    if (!png_image_begin_read_from_file(&image, path)) {
        fprintf(stderr, "%s: %s\n", path, image.message);
        return false;
    }
    image.format = PNG_FORMAT_RGBA;
    if (!picture_init(picture, image.width, image.height)) {
        png_image_free(&image);
        return false;
    }
    if (!png_image_finish_read(&image, NULL, picture->pixels, 0, NULL)) {
        fprintf(stderr, "%s: %s\n", path, image.message);
        picture_finish(picture);
        return false;
    }
    return true;
}

bool picture_write(const struct picture *picture, const char *path)
{
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = picture->width,
                       .height = picture->height,
                       .format = PNG_FORMAT_RGBA};
    bool opaque = true;
    size_t count = (size_t)picture->width * picture->height;
    for (size_t i = 0; i < count && opaque; i++)
        opaque = picture->pixels[i * 4 + 3] == 255;
    uint8_t *packed = NULL;
    if (opaque) {
        packed = malloc(count * 3);
        if (!packed) {
            fprintf(stderr, "no memory to write %s\n", path);
            return false;
        }
        for (size_t i = 0; i < count; i++)
            memcpy(packed + i * 3, picture->pixels + i * 4, 3);
        image.format = PNG_FORMAT_RGB;
    }
    bool done =
        png_image_write_to_file(&image, path, 0, opaque ? packed : picture->pixels, 0, NULL);
    if (!done)
        fprintf(stderr, "%s: %s\n", path, image.message);
    free(packed);
    return done;
}

static uint8_t *pixel_at(const struct picture *picture, uint32_t x, uint32_t y)
{
    return picture->pixels + ((size_t)y * picture->width + x) * 4;
}

bool picture_shrink(struct picture *small, const struct picture *picture, uint32_t factor)
{
    uint32_t width = (picture->width + factor - 1) / factor;
    uint32_t height = (picture->height + factor - 1) / factor;
    if (!picture_init(small, width, height))
        return false;
    for (uint32_t y = 0; y < height; y++) {
        for (uint32_t x = 0; x < width; x++) {
            uint32_t sum[4] = {0}, count = 0;
            for (uint32_t v = y * factor; v < (y + 1) * factor && v < picture->height; v++) {
                for (uint32_t u = x * factor; u < (x + 1) * factor && u < picture->width; u++) {
                    const uint8_t *from = pixel_at(picture, u, v);
                    for (int i = 0; i < 4; i++)
                        sum[i] += from[i];
                    count++;
                }
            }
            for (int i = 0; i < 4; i++)
                pixel_at(small, x, y)[i] = (uint8_t)((sum[i] + count / 2) / count);
        }
    }
    return true;
}

static double linear_light(uint8_t value)
{
    double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

// OKLab of a pixel over white.
static void find_oklab(const uint8_t *pixel, double lab[3])
{
    double alpha = pixel[3] / 255.0;
    double red = linear_light(pixel[0]) * alpha + 1 - alpha;
    double green = linear_light(pixel[1]) * alpha + 1 - alpha;
    double blue = linear_light(pixel[2]) * alpha + 1 - alpha;
    double l = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    double m = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    double s = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    lab[0] = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
    lab[1] = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    lab[2] = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
}

static double distance_between(const uint8_t *one, const uint8_t *other)
{
    bool equal = true;
    for (int i = 0; i < 4; i++)
        equal = equal && abs(one[i] - other[i]) <= ROUNDING;
    if (equal)
        return 0;
    double a[3], b[3];
    find_oklab(one, a);
    find_oklab(other, b);
    return sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) +
                (a[2] - b[2]) * (a[2] - b[2]));
}

// The size of the patch of set bytes (eight neighbours) round a pixel, which is cleared on the way.
// `stack` has room for each pixel once: a pixel is cleared when it is pushed.
static uint32_t take_patch(uint8_t *seen, uint32_t *stack, uint32_t width, uint32_t height,
                           uint32_t start)
{
    uint32_t depth = 0, count = 0;
    stack[depth++] = start;
    seen[start] = 0;
    while (depth > 0) {
        uint32_t at = stack[--depth], x = at % width, y = at / width;
        count++;
        for (uint32_t v = y > 0 ? y - 1 : 0; v <= y + 1 && v < height; v++) {
            for (uint32_t u = x > 0 ? x - 1 : 0; u <= x + 1 && u < width; u++) {
                uint32_t next = v * width + u;
                if (seen[next]) {
                    seen[next] = 0;
                    stack[depth++] = next;
                }
            }
        }
    }
    return count;
}

static bool find_patches(uint8_t *seen, uint32_t width, uint32_t height, struct difference *found)
{
    size_t count = (size_t)width * height;
    uint32_t *stack = malloc(count * sizeof(*stack));
    if (!stack) {
        fprintf(stderr, "no memory to compare pictures\n");
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!seen[i])
            continue;
        uint32_t patch = take_patch(seen, stack, width, height, i);
        if (patch > found->patch) {
            found->patch = patch;
            found->patch_x = i % width;
            found->patch_y = i / width;
        }
    }
    free(stack);
    return true;
}

// A pale grey copy; what lies outside the picture stays white.
static void fill_marks(struct picture *marks, const struct picture *picture)
{
    memset(marks->pixels, 255, (size_t)marks->width * marks->height * 4);
    for (uint32_t y = 0; y < picture->height; y++) {
        for (uint32_t x = 0; x < picture->width; x++) {
            const uint8_t *from = pixel_at(picture, x, y);
            int grey = 160 + (from[0] * 3 + from[1] * 6 + from[2]) * 95 / 2550;
            memset(pixel_at(marks, x, y), grey, 3);
        }
    }
}

static bool compare_unlike(const struct picture *expected, const struct picture *actual,
                           struct picture *marks)
{
    if (!marks)
        return true;
    uint32_t width = expected->width > actual->width ? expected->width : actual->width;
    uint32_t height = expected->height > actual->height ? expected->height : actual->height;
    if (!picture_init(marks, width, height))
        return false;
    fill_marks(marks, actual);
    return true;
}

bool picture_compare(const struct picture *expected, const struct picture *actual,
                     struct difference *difference, struct picture *marks)
{
    static const uint8_t red[4] = {220, 0, 40, 255};
    *difference = (struct difference){.same_size = expected->width == actual->width &&
                                                   expected->height == actual->height};
    if (marks)
        *marks = (struct picture){0};
    if (!difference->same_size)
        return compare_unlike(expected, actual, marks);

    size_t count = (size_t)actual->width * actual->height;
    uint8_t *seen = calloc(count, 1);
    if (!seen) {
        fprintf(stderr, "no memory to compare pictures\n");
        return false;
    }
    if (marks && !picture_init(marks, actual->width, actual->height)) {
        free(seen);
        return false;
    }
    if (marks)
        fill_marks(marks, actual);
    for (size_t i = 0; i < count; i++) {
        double distance = distance_between(expected->pixels + i * 4, actual->pixels + i * 4);
        difference->worst = fmax(difference->worst, distance);
        if (distance <= VISIBLE)
            continue;
        seen[i] = 1;
        difference->count++;
        if (marks)
            memcpy(marks->pixels + i * 4, red, 4);
    }
    bool done = find_patches(seen, actual->width, actual->height, difference);
    if (!done && marks)
        picture_finish(marks);
    free(seen);
    return done;
}

bool difference_is_small(const struct difference *difference, const struct picture *picture)
{
    double pixels = (double)picture->width * picture->height;
    return difference->same_size && difference->patch <= FEW_TOGETHER &&
           difference->count <= FEW_PIXELS + FEW_SHARE * pixels;
}

static void paste(struct picture *all, const struct picture *picture, uint32_t left)
{
    for (uint32_t y = 0; y < picture->height; y++)
        memcpy(pixel_at(all, left, y), pixel_at(picture, 0, y), (size_t)picture->width * 4);
}

bool picture_beside(struct picture *all, const struct picture *left, const struct picture *middle,
                    const struct picture *right)
{
    const struct picture *pictures[] = {left, middle, right};
    uint32_t width = 2 * GAP, height = 0;
    for (int i = 0; i < 3; i++) {
        width += pictures[i]->width;
        height = pictures[i]->height > height ? pictures[i]->height : height;
    }
    if (!picture_init(all, width, height))
        return false;
    for (size_t i = 0; i < (size_t)width * height; i++)
        memcpy(all->pixels + i * 4, (const uint8_t[]){128, 128, 128, 255}, 4);
    uint32_t x = 0;
    for (int i = 0; i < 3; i++) {
        paste(all, pictures[i], x);
        x += pictures[i]->width + GAP;
    }
    return true;
}
