/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-chime.h"

#include <math.h>
#include <string.h>

#define HEADER_BYTES 44
#define TAIL_S 0.7  /* of the last note */
#define FALL_S 0.18 /* in which a note falls to 1/e */
#define ATTACK_S 0.008
#define FADE_S 0.05
#define SILENCE_S 0.1
#define PEAK 0.5 /* of full scale: two notes may overlap */

/* Notes of equal temperament: few and low for what can wait, rising and twice for what cannot. */
static const struct
{
  double step_s;   /* from one note to the next */
  double notes[7]; /* Hz, 0 ends */
} chimes[] = {
  [ZHIHUI_LEVEL_BLUE] = { 0.25, { 523.25 } },
  [ZHIHUI_LEVEL_YELLOW] = { 0.25, { 659.26, 523.25 } },
  [ZHIHUI_LEVEL_ORANGE] = { 0.22, { 659.26, 659.26, 783.99 } },
  [ZHIHUI_LEVEL_RED] = { 0.18, { 659.26, 783.99, 1046.50, 659.26, 783.99, 1046.50 } },
};

static void
put (guint8 *at, guint32 value, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    at[i] = (guint8) (value >> (8 * i));
}

/* RIFF/WAVE: one channel of 16 bits. */
static void
write_header (guint8 *at, guint32 data_bytes)
{
  memcpy (at, "RIFF....WAVEfmt ", 16);
  put (at + 4, HEADER_BYTES - 8 + data_bytes, 4);
  put (at + 16, 16, 4);
  put (at + 20, 1, 2); /* PCM */
  put (at + 22, 1, 2);
  put (at + 24, ZHIHUI_CHIME_RATE, 4);
  put (at + 28, ZHIHUI_CHIME_RATE * 2, 4);
  put (at + 32, 2, 2);
  put (at + 34, 16, 2);
  memcpy (at + 36, "data", 4);
  put (at + 40, data_bytes, 4);
}

static double
sound_note (double frequency, double t)
{
  double phase = 2 * G_PI * frequency * t;

  if (t < 0)
    return 0;
  return (sin (phase) + 0.25 * sin (2 * phase)) * MIN (t / ATTACK_S, 1) * exp (-t / FALL_S);
}

static GBytes *
make_wav (const double *notes, guint n_notes, double step_s, double length_s)
{
  guint   n_samples = (guint) (length_s * ZHIHUI_CHIME_RATE);
  guint8 *bytes = g_malloc (HEADER_BYTES + n_samples * 2);

  write_header (bytes, n_samples * 2);
  for (guint i = 0; i < n_samples; i++)
    {
      double t = (double) i / ZHIHUI_CHIME_RATE;
      double left_s = (double) (n_samples - i) / ZHIHUI_CHIME_RATE;
      double sum = 0;

      for (guint note = 0; note < n_notes; note++)
        sum += sound_note (notes[note], t - note * step_s);
      sum *= MIN (left_s / FADE_S, 1); /* ends without a click */
      put (bytes + HEADER_BYTES + i * 2,
           (guint32) (gint32) lround (CLAMP (sum * PEAK, -1, 1) * G_MAXINT16),
           2);
    }

  return g_bytes_new_take (bytes, HEADER_BYTES + n_samples * 2);
}

/**
 * zhihui_chime_make:
 * @level: of the alert
 *
 * Returns: (transfer full): a sound of its own for each level, as a WAV file; it is computed, so
 * that nobody's recording is needed
 */
GBytes *
zhihui_chime_make (ZhihuiLevel level)
{
  const double *notes;
  guint         n_notes = 0;

  g_return_val_if_fail (level < G_N_ELEMENTS (chimes), NULL);

  notes = chimes[level].notes;
  while (notes[n_notes] > 0)
    n_notes++;

  return make_wav (
    notes, n_notes, chimes[level].step_s, (n_notes - 1) * chimes[level].step_s + TAIL_S);
}

/**
 * zhihui_chime_make_silence:
 *
 * Returns: (transfer full): a moment of nothing, to find out whether there is a loudspeaker
 */
GBytes *
zhihui_chime_make_silence (void)
{
  return make_wav (NULL, 0, 0, SILENCE_S);
}
