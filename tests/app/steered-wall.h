/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-verbs.h"

G_BEGIN_DECLS

/* A wall without windows, and the program that steers it. */
typedef struct
{
  ZhihuiDirector  *director; /* owned */
  ZhihuiWallVerbs *verbs;    /* owned */

  /* of the last run of zhihui ctl */
  char    *output, *faults; /* owned */
  int      status;
  gboolean is_over;
} SteeredWall;

/* Screens left and right, pages overview, map and review; the first two are played. */
void steered_wall_init (SteeredWall *self);
void steered_wall_clear (SteeredWall *self);
/* Runs "zhihui ctl @words", divided by blanks, while the wall lives. Returns its exit status. */
int steered_wall_ctl (SteeredWall *self, const char *words);

G_END_DECLS
