/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The word lists of data/words, which are compiled into the program. */
typedef enum
{
  ZHIHUI_SENSITIVE_SELF_HARM = 1 << 0,
  ZHIHUI_SENSITIVE_VIOLENCE = 1 << 1,
  ZHIHUI_SENSITIVE_MASS = 1 << 2,
  ZHIHUI_SENSITIVE_MINOR = 1 << 3,
  ZHIHUI_SENSITIVE_SECRET = 1 << 4,
  ZHIHUI_SENSITIVE_CROWD = 1 << 5, /* raises a group risk; no sensitive word by itself */
} ZhihuiSensitiveClass;

#define ZHIHUI_SENSITIVE_ALL (ZHIHUI_SENSITIVE_CROWD - 1)

typedef struct
{
  GPtrArray  *terms;     /* (element-type utf8): terms of civic service, then everyday words */
  guint       n_terms;   /* of @terms those that are terms */
  GHashTable *stop;      /* (element-type utf8): never counted */
  GPtrArray  *sensitive; /* (element-type utf8) */
  GArray     *classes; /* (element-type guint8): ZhihuiSensitiveClass bits, one a sensitive word */
} ZhihuiWordLists;

ZhihuiWordLists *zhihui_word_lists_new (void);
ZhihuiWordLists *zhihui_word_lists_parse (const char *terms,
                                          const char *stop,
                                          const char *sensitive,
                                          GError    **error);
void             zhihui_word_lists_free (ZhihuiWordLists *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWordLists, zhihui_word_lists_free)

G_END_DECLS
