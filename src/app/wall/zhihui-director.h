/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "zhihui-rotation.h"

G_BEGIN_DECLS

typedef enum
{
  ZHIHUI_INTERRUPTION_MEETING,
  ZHIHUI_INTERRUPTION_ALERT, /* goes before a meeting */
} ZhihuiInterruptionKind;

/* What comes between. */
typedef struct
{
  ZhihuiInterruptionKind kind;
  char                  *id;       /* owned: the same again takes its place */
  char                  *page;     /* owned */
  gint64                 until_us; /* monotonic */
  char                  *words;    /* owned: why, for the strip; plain text */
} ZhihuiInterruption;

/* What one screen shows and why. Strings are borrowed until the director changes. */
typedef struct
{
  const char               *page; /* what stands there, behind a curtain as well */
  gboolean                  is_curtained, is_held, is_pinned;
  const ZhihuiInterruption *interruption; /* borrowed or NULL */
  const char               *next;         /* what comes by itself, NULL: the page stays */
  int                       left_s;       /* until then, rounded up; -1 when nothing comes */
  guint                     dwell_s;      /* of the page of the playlist; 0: it stays */
  guint                     number; /* of the page among those of the screen, from 1; 0 none */
  guint                     n_pages;
} ZhihuiDirectorState;

/* So long before a page goes the next one is told. */
#define ZHIHUI_NEXT_IS_NEAR_S 5

#define ZHIHUI_TYPE_DIRECTOR (zhihui_director_get_type ())
G_DECLARE_FINAL_TYPE (ZhihuiDirector, zhihui_director, ZHIHUI, DIRECTOR, GObject)

ZhihuiDirector *zhihui_director_new (void);
void            zhihui_director_set_pages (ZhihuiDirector *self, const char *const *pages, guint n);
void     zhihui_director_set_screens (ZhihuiDirector *self, const char *const *screens, guint n);
void     zhihui_director_set_playlist (ZhihuiDirector       *self,
                                       const char           *screen,
                                       const ZhihuiPlayItem *items,
                                       guint                 n);
gboolean zhihui_director_turn (ZhihuiDirector *self, const char *screen, int direction);
gboolean
zhihui_director_show (ZhihuiDirector *self, const char *screen, const char *page, GError **error);
gboolean
zhihui_director_pin (ZhihuiDirector *self, const char *screen, const char *page, GError **error);
void     zhihui_director_unpin (ZhihuiDirector *self, const char *screen);
void     zhihui_director_hold (ZhihuiDirector *self, gboolean held);
void     zhihui_director_curtain (ZhihuiDirector *self, gboolean curtained);
gboolean zhihui_director_interrupt (ZhihuiDirector *self, const ZhihuiInterruption *interruption);
void     zhihui_director_end_interruption (ZhihuiDirector *self, const char *id);
void     zhihui_director_pass_time (ZhihuiDirector *self, gint64 now_us);

guint       zhihui_director_get_n_screens (ZhihuiDirector *self);
const char *zhihui_director_get_screen (ZhihuiDirector *self, guint index);
const char *zhihui_director_get_page (ZhihuiDirector *self, const char *screen);
gboolean
zhihui_director_get_state (ZhihuiDirector *self, const char *screen, ZhihuiDirectorState *state);
const ZhihuiPlayItem             *
zhihui_director_get_playlist (ZhihuiDirector *self, const char *screen, guint *n);
gboolean    zhihui_director_is_held (ZhihuiDirector *self);
gboolean    zhihui_director_is_curtained (ZhihuiDirector *self);
guint       zhihui_director_get_n_pages (ZhihuiDirector *self);
const char *zhihui_director_get_page_name (ZhihuiDirector *self, guint index);

G_END_DECLS
