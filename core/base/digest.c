// SPDX-License-Identifier: MIT
#include "base/digest.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

#define BLOCK 64

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t turn(uint32_t word, int by)
{
    return word >> by | word << (32 - by);
}

static void take_block_plainly(uint32_t state[8], const uint8_t *block)
{
    uint32_t w[64], s[8];
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7] +
               (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(s, state, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t one = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) +
                       ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[i] + w[i];
        uint32_t two = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) +
                       ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof s[0]);
        s[4] += one;
        s[0] = one + two;
    }
    for (int i = 0; i < 8; i++)
        state[i] += s[i];
}

void digest_take_plainly(uint32_t state[8], const uint8_t *bytes, size_t blocks)
{
    for (; blocks > 0; blocks--, bytes += BLOCK)
        take_block_plainly(state, bytes);
}

#if defined(__x86_64__)

// The instructions keep the state as ABEF and CDGH and do two rounds each; the message schedule
// turns in four registers (Intel, "SHA Extensions", 2013).
__attribute__((target("sha,sse4.1"))) static void take_fast(uint32_t state[8], const uint8_t *bytes,
                                                            size_t blocks)
{
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const void *)state), 0xB1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const void *)(state + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(low, high, 8);
    __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);

    for (; blocks > 0; blocks--, bytes += BLOCK) {
        __m128i abef_before = abef, cdgh_before = cdgh, w[4];
        for (int i = 0; i < 16; i++) {
            if (i < 4) {
                w[i] =
                    _mm_shuffle_epi8(_mm_loadu_si128((const void *)(bytes + 16 * (size_t)i)), swap);
            } else {
                __m128i last = w[(i + 3) & 3];
                __m128i next = _mm_sha256msg1_epu32(w[i & 3], w[(i + 1) & 3]);
                next = _mm_add_epi32(next, _mm_alignr_epi8(last, w[(i + 2) & 3], 4));
                w[i & 3] = _mm_sha256msg2_epu32(next, last);
            }
            __m128i round =
                _mm_add_epi32(w[i & 3], _mm_loadu_si128((const void *)(constants + 4 * i)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, round);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(round, 0x0E));
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((void *)state, _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128((void *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

static bool has_instructions(void)
{
    unsigned a, b, c, d;
    return __builtin_cpu_supports("sse4.1") && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
           (b & bit_SHA) != 0;
}

static void take_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks)
{
    static int fast = -1;
    if (fast < 0)
        fast = has_instructions();
    if (fast)
        take_fast(state, bytes, blocks);
    else
        digest_take_plainly(state, bytes, blocks);
}

#else

static void take_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks)
{
    digest_take_plainly(state, bytes, blocks);
}

#endif

void digest_init(struct digest *digest)
{
    *digest = (struct digest){.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                                        0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
}

void digest_add(struct digest *digest, const void *bytes, size_t size)
{
    const uint8_t *at = bytes;
    size_t held = digest->bytes % BLOCK;
    if (size == 0)
        return; // of nothing there need not be an address
    digest->bytes += size;
    if (held > 0) {
        size_t part = size < BLOCK - held ? size : BLOCK - held;
        memcpy(digest->block + held, at, part);
        at += part;
        size -= part;
        if (held + part < BLOCK)
            return;
        take_blocks(digest->state, digest->block, 1);
    }
    take_blocks(digest->state, at, size / BLOCK);
    if (size % BLOCK > 0)
        memcpy(digest->block, at + (size - size % BLOCK), size % BLOCK);
}

void digest_add_text(struct digest *digest, const char *text)
{
    uint64_t length = strlen(text);
    digest_add(digest, &length, sizeof length);
    digest_add(digest, text, length);
}

void digest_end(struct digest *digest, char text[DIGEST_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    static const uint8_t padding[BLOCK] = {0x80};
    uint64_t bits = digest->bytes * 8;
    uint8_t length[8];
    for (int i = 0; i < 8; i++)
        length[i] = (uint8_t)(bits >> (56 - 8 * i));
    size_t held = digest->bytes % BLOCK;
    digest_add(digest, padding, held < 56 ? 56 - held : 120 - held);
    digest_add(digest, length, sizeof length);
    for (int i = 0; i < 64; i++)
        text[i] = digits[digest->state[i / 8] >> (28 - i % 8 * 4) & 15];
    text[64] = '\0';
}

int digest_file(const char *path, char text[DIGEST_TEXT])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK), error = 0;
    if (fd < 0)
        return errno;
    struct digest digest;
    uint8_t bytes[1 << 16];
    ssize_t got = 1;
    digest_init(&digest);
    while (got > 0) {
        got = read(fd, bytes, sizeof bytes);
        if (got > 0)
            digest_add(&digest, bytes, (size_t)got);
        else if (got < 0 && errno == EINTR)
            got = 1;
        else if (got < 0)
            error = errno;
    }
    (void)close(fd); // it was only read
    if (error == 0)
        digest_end(&digest, text);
    return error;
}
