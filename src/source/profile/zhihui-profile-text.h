/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Groups and key=value with their places, which GKeyFile does not tell. A line is a comment (#), a
 * [group], or key=value; the first '=' that is not inside quotation marks divides it, and a key in
 * quotation marks may hold anything. */

#define ZHIHUI_PROFILE_MAX_BYTES (256 * 1024)

typedef struct
{
  char    *key, *value;              /* owned; without the blanks around them */
  guint    line;                     /* from 1 */
  guint    key_column, value_column; /* in characters, from 1 */
  gboolean is_read;                  /* somebody knew the key */
} ZhihuiProfileEntry;

typedef struct
{
  char      *name, *argument; /* owned: "values" and "status" of [values status]; argument "" */
  guint      line;
  GPtrArray *entries; /* (element-type ZhihuiProfileEntry), owned, in their order */
  gboolean   is_read;
} ZhihuiProfileGroup;

typedef struct
{
  char      *name;   /* owned: of the file, for messages */
  GPtrArray *groups; /* (element-type ZhihuiProfileGroup), owned, in their order */
} ZhihuiProfileText;

ZhihuiProfileText *zhihui_profile_text_new (GBytes *bytes, const char *name, GError **error);
void               zhihui_profile_text_free (ZhihuiProfileText *self);

ZhihuiProfileGroup *
zhihui_profile_text_find (ZhihuiProfileText *self, const char *name, const char *argument);
ZhihuiProfileEntry *zhihui_profile_group_find (ZhihuiProfileGroup *self, const char *key);

/* Sets "FILE:LINE:COLUMN: reason" and returns FALSE. */
gboolean zhihui_profile_text_refuse (
  const ZhihuiProfileText *self, guint line, guint column, GError **error, const char *format, ...)
  G_GNUC_PRINTF (5, 6);
/* Every group and key must have been read. */
gboolean zhihui_profile_text_check_read (ZhihuiProfileText *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiProfileText, zhihui_profile_text_free)

G_END_DECLS
