/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-platform.h"
#include "zhihui-http-source.h"

G_BEGIN_DECLS

/* A source that reads every kind of resource there is, and a platform that answers each as the
 * examples of docs/wire.md, or as it is told. */

/* The datasets by their own numbers, and what is none of them. */
enum
{
  EVERY_RANKING = ZHIHUI_N_DATASETS,
  EVERY_BOUNDARY,
  EVERY_N,
};

#define EVERY_BOARD ZHIHUI_BOARD_OVERDUE
#define EVERY_PEER "department"

typedef struct
{
  FakePlatform     *platform;
  ZhihuiHttpSource *source;
  Listener         *listener;
  char             *folder;
  gint64            now_us;
  char             *good[EVERY_N];    /* owned: the example */
  GBytes           *answers[EVERY_N]; /* owned, nullable: instead of the example */
} EveryResource;

void             every_resource_set_up (EveryResource *self);
void             every_resource_tear_down (EveryResource *self);
void             every_resource_start (EveryResource *self);
void             every_resource_answer (EveryResource *self, guint index, const char *text);
void             every_resource_answer_all (EveryResource *self, const char *bytes, gsize length);
void             every_resource_answer_well (EveryResource *self);
ZhihuiSituation *every_resource_poll (EveryResource *self);

const char *every_resource_get_name (guint index);
gpointer    every_resource_get_figures (ZhihuiSituation *situation, guint index);
/* NULL of the boundary: it has none. */
const ZhihuiReceipt *every_resource_get_receipt (ZhihuiSituation *situation, guint index);
ZhihuiState          every_resource_judge (ZhihuiSituation *situation, guint index, gint64 now_us);
char                *every_resource_encode (ZhihuiSituation *situation, guint index);

G_END_DECLS
