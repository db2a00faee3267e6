/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* 厦 is "xia" in 厦门 and "sha" elsewhere, 单 is "shan" as a name and else "dan": each knows some.
 */
#define ZHIHUI_N_SPELLERS 2

/* How a name sounds, and the initials of that. */
typedef struct
{
  char *sounds[ZHIHUI_N_SPELLERS];   /* owned: "suzhoushi" */
  char *initials[ZHIHUI_N_SPELLERS]; /* owned: "szs" */
} ZhihuiSpelling;

ZhihuiSpelling *zhihui_spelling_copy (const ZhihuiSpelling *self);
void            zhihui_spelling_free (ZhihuiSpelling *self);
char           *zhihui_spelling_dup_lines (const ZhihuiSpelling *self);

void       zhihui_speller_spell_async (GPtrArray          *names,
                                       GCancellable       *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer            user_data);
GPtrArray *zhihui_speller_spell_finish (GAsyncResult *result, GError **error);

G_END_DECLS
