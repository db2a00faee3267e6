/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-platform.h"
#include "fault-bench.h"
#include "zhihui-http-source.h"

G_BEGIN_DECLS

/* A wall that reads by way of the bench, whose clock is set a second at a time: what happens within
 * minutes is seen within a second, and the requests are real. */

#define FAULT_BEFORE 132
#define FAULT_AFTER 14000
#define FAULT_LONGEST_S 140

typedef struct
{
  FaultBench       *bench; /* borrowed */
  gconstpointer     fault; /* borrowed, nullable: what begin and end need */
  ZhihuiHttpSource *source;
  Listener         *listener;
  char             *folder;
  gint64            now_us;
  gint64            desktop_ahead_s;
} FaultWall;

/* How one fault is put there and taken away. */
typedef struct
{
  const char *name;
  const char *detail; /* part of what a person reads */
  void (*begin) (FaultWall *wall);
  void (*end) (FaultWall *wall);
  gint64 longest_back_s; /* the longest it may take to recover */
} FaultWay;

void            fault_wall_start (FaultWall *self, const char *scheme, const char *host);
void            fault_wall_stop (FaultWall *self);
void            fault_wall_go_on (FaultWall *self);
gint64          fault_wall_get_today (FaultWall *self);
ZhihuiFreshness fault_wall_judge (FaultWall *self);
gint64          fault_wall_go_on_until (FaultWall *self, ZhihuiState state);
gint64          fault_wall_go_on_until_figure (FaultWall *self, gint64 figure);
void            fault_wall_run (FaultWall *self, const FaultWay *way);
void            fault_print_row (
             const char *name, const char *late, const char *stale, gint64 back_s, const char *detail);

G_END_DECLS
