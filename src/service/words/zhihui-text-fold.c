/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-text-fold.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define HAN_FIRST 0x3400
#define HAN_LAST 0x9fff
#define N_HAN (HAN_LAST - HAN_FIRST + 1)

struct _ZhihuiTextFold
{
  guint16 simplified[N_HAN];
};

/* libicu's table of traditional characters, asked once for all of them: a line each. Characters
 * that become several or none stay as they are. */
static void
learn_simplified (ZhihuiTextFold *self)
{
  UChar             id[32];
  UErrorCode        status = U_ZERO_ERROR;
  UTransliterator  *trans;
  g_autofree UChar *lines = g_new (UChar, N_HAN * 4);
  int32_t           length = N_HAN * 2, limit = length;

  u_uastrcpy (id, "Traditional-Simplified");
  trans = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  for (guint i = 0; i < N_HAN; i++)
    {
      self->simplified[i] = (guint16) (HAN_FIRST + i);
      lines[i * 2] = (UChar) (HAN_FIRST + i);
      lines[i * 2 + 1] = '\n';
    }
  if (U_FAILURE (status))
    {
      g_warning ("traditional characters are not known: %s", u_errorName (status));
      return;
    }

  utrans_transUChars (trans, lines, &length, N_HAN * 4, 0, &limit, &status);
  utrans_close (trans);
  for (int32_t i = 0, line = 0; U_SUCCESS (status) && i < length && line < N_HAN; line++)
    {
      int32_t start = i;

      while (i < length && lines[i] != '\n')
        i++;
      if (i - start == 1)
        self->simplified[line] = lines[start];
      i++;
    }
}

/**
 * zhihui_text_fold_new:
 *
 * Returns: (transfer full): takes some hundredths of a second to make: keep it
 */
ZhihuiTextFold *
zhihui_text_fold_new (void)
{
  ZhihuiTextFold *self = g_new0 (ZhihuiTextFold, 1);

  learn_simplified (self);
  return self;
}

void
zhihui_text_fold_free (ZhihuiTextFold *self)
{
  g_free (self);
}

gunichar
zhihui_text_fold_char (const ZhihuiTextFold *self, gunichar c)
{
  if (c < 0x80)
    return (gunichar) g_ascii_tolower ((char) c);
  if (c >= HAN_FIRST && c <= HAN_LAST)
    return self->simplified[c - HAN_FIRST];
  if (c >= 0xff01 && c <= 0xff5e)
    return (gunichar) g_ascii_tolower ((char) (c - 0xfee0));
  if (c == 0x3000)
    return ' ';
  return c < 0x2e80 ? g_unichar_tolower (c) : c;
}

void
zhihui_folded_init (ZhihuiFolded *self)
{
  self->codes = g_array_new (FALSE, FALSE, sizeof (gunichar));
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
zhihui_folded_clear (ZhihuiFolded *self)
{
  g_clear_pointer (&self->codes, g_array_unref);
  g_clear_pointer (&self->offsets, g_array_unref);
}

/**
 * zhihui_text_fold_apply:
 * @text: UTF-8; a byte that is none counts as one unknown character
 * @folded: (inout): initialised; what it held is replaced
 */
void
zhihui_text_fold_apply (const ZhihuiTextFold *self, const char *text, ZhihuiFolded *folded)
{
  const char *p = text;
  guint32     offset = 0;

  g_array_set_size (folded->codes, 0);
  g_array_set_size (folded->offsets, 0);
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      gboolean good = c != (gunichar) -1 && c != (gunichar) -2;

      c = good ? zhihui_text_fold_char (self, c) : 0xfffd;
      offset = (guint32) (p - text);
      g_array_append_val (folded->codes, c);
      g_array_append_val (folded->offsets, offset);
      p = good ? g_utf8_next_char (p) : p + 1;
    }

  offset = (guint32) (p - text);
  g_array_append_val (folded->offsets, offset);
}

/**
 * zhihui_text_fold_dup:
 * @from: first byte of @text
 * @to: byte after the last
 *
 * Returns: (transfer full): the part in its one form, without what is put inside words to hide them
 */
char *
zhihui_text_fold_dup (const ZhihuiTextFold *self, const char *text, gsize from, gsize to)
{
  g_autofree char *part = g_strndup (text + from, to - from);
  GString         *word = g_string_new (NULL);
  g_auto (ZhihuiFolded) folded;

  zhihui_folded_init (&folded);
  zhihui_text_fold_apply (self, part, &folded);
  for (guint i = 0; i < folded.codes->len; i++)
    {
      gunichar c = g_array_index (folded.codes, gunichar, i);

      if (!zhihui_is_filler (c))
        g_string_append_unichar (word, c);
    }
  return g_string_free (word, FALSE);
}
