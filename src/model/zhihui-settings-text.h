/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Groups and key=value with their places, which GKeyFile does not tell. A line is a comment (#), a
 * [group], or key=value; the first '=' that is not inside quotation marks divides it, and a key in
 * quotation marks may hold anything. */

#define ZHIHUI_SETTINGS_MAX_BYTES (256 * 1024)

typedef struct
{
  char    *key, *value;              /* owned; without the blanks around them */
  guint    line;                     /* from 1 */
  guint    key_column, value_column; /* in characters, from 1 */
  gboolean is_read;                  /* somebody knew the key */
} ZhihuiSettingsEntry;

typedef struct
{
  char      *name, *argument; /* owned: "values" and "status" of [values status]; argument "" */
  guint      line;
  GPtrArray *entries; /* (element-type ZhihuiSettingsEntry), owned, in their order */
  gboolean   is_read;
} ZhihuiSettingsGroup;

typedef struct
{
  char      *name;   /* owned: of the file, for messages */
  GPtrArray *groups; /* (element-type ZhihuiSettingsGroup), owned, in their order */
} ZhihuiSettingsText;

ZhihuiSettingsText *zhihui_settings_text_new (GBytes *bytes, const char *name, GError **error);
void                zhihui_settings_text_free (ZhihuiSettingsText *self);

ZhihuiSettingsGroup *
zhihui_settings_text_find (ZhihuiSettingsText *self, const char *name, const char *argument);
ZhihuiSettingsEntry *zhihui_settings_group_find (ZhihuiSettingsGroup *self, const char *key);
ZhihuiSettingsEntry *zhihui_settings_group_take (ZhihuiSettingsGroup *self, const char *key);
/* Of key and key[LANGUAGE]. */
gboolean zhihui_settings_entry_is_local (const ZhihuiSettingsEntry *self, const char *key);
ZhihuiSettingsEntry *zhihui_settings_group_take_local (ZhihuiSettingsGroup *self, const char *key);

/* Sets "FILE:LINE:COLUMN: reason" and returns FALSE. */
gboolean zhihui_settings_text_refuse (
  const ZhihuiSettingsText *self, guint line, guint column, GError **error, const char *format, ...)
  G_GNUC_PRINTF (5, 6);
/* Every group and key must have been read. */
gboolean zhihui_settings_text_check_read (ZhihuiSettingsText *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiSettingsText, zhihui_settings_text_free)

G_END_DECLS
