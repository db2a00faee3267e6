/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-simulator.h"

G_BEGIN_DECLS

/* What a person reads and where; made when the case comes in. */
typedef struct
{
  char *key, *no, *repeat_of;                  /* owned */
  char *title, *complainant, *phone, *address; /* owned; the last three NULL when anonymous */
} ZhihuiPlayedTexts;

ZhihuiPlayedTexts *zhihui_played_texts_make (const ZhihuiScenario   *scenario,
                                             guint64                 seed,
                                             const ZhihuiPlayedCase *played);
void               zhihui_played_texts_free (ZhihuiPlayedTexts *self);
char              *zhihui_serial_to_key (guint64 serial);

G_END_DECLS
