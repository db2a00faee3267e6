/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "zhihui-name-order.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#define NAME_UNITS 256

/* Names in the order of a language. LC_COLLATE will not do: the language is chosen apart from the
 * locale, and in C.UTF-8 Chinese names stand by their code points. */
struct _ZhihuiNameOrder
{
  UCollator *collator; /* owned, nullable: without its rules names stand by their bytes */
};

/**
 * zhihui_name_order_new:
 *
 * Returns: (transfer full): the order of the language that is spoken now. Chinese names stand by
 * pinyin in either, after the table of CLDR (one reading a character: 重 is zhòng in every name);
 * in Chinese before names in Latin letters, in English behind them
 */
ZhihuiNameOrder *
zhihui_name_order_new (void)
{
  ZhihuiNameOrder *self = g_new0 (ZhihuiNameOrder, 1);
  UErrorCode       status = U_ZERO_ERROR;

  /* Translators: by which rules names are sorted: a locale of ICU. */
  self->collator =
    ucol_open (C_ ("collation", "zh@collation=pinyin;colReorder=latn-hani"), &status);
  return self;
}

/**
 * zhihui_name_order_free:
 * @self: (transfer full): an order
 */
void
zhihui_name_order_free (ZhihuiNameOrder *self)
{
  if (self->collator != NULL)
    ucol_close (self->collator);
  g_free (self);
}

/**
 * zhihui_name_order_compare:
 * @one: a name
 * @other: a name
 *
 * Returns: below 0 where @one stands before @other; names that sound alike by their bytes
 */
int
zhihui_name_order_compare (const ZhihuiNameOrder *self, const char *one, const char *other)
{
  UErrorCode status = U_ZERO_ERROR;
  int        result = 0;

  if (self->collator != NULL)
    result = ucol_strcollUTF8 (self->collator, one, -1, other, -1, &status);
  return result != 0 ? result : strcmp (one, other);
}

/**
 * zhihui_name_order_dup_key:
 * @name: a name
 *
 * Returns: (transfer full): bytes that strcmp() compares as the names do
 */
char *
zhihui_name_order_dup_key (const ZhihuiNameOrder *self, const char *name)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar      text[NAME_UNITS];
  int32_t    length = 0, size;
  char      *key;

  if (self->collator == NULL)
    return g_strdup (name);
  /* Of a longer name its beginning. */
  u_strFromUTF8WithSub (text, NAME_UNITS, &length, name, -1, 0xFFFD, NULL, &status);
  length = MIN (length, NAME_UNITS);
  size = ucol_getSortKey (self->collator, text, length, NULL, 0);
  key = g_malloc0 ((gsize) size + 1);
  ucol_getSortKey (self->collator, text, length, (uint8_t *) key, size);
  return key;
}
