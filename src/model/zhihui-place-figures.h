/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What a place tells besides its cases: part of zhihui-dataset.h, which includes it. */

/* A figure of a report, as it was published: it is not counted here. */
typedef struct
{
  char *id, *name; /* owned */
  char *value;     /* owned: "≥90", "1200余", "33" */
  char *unit;      /* owned: "件", "ratio" a share from 0 to 1, "" none */
  char *as_of;     /* owned: of when it is, as it was written; may be "" */
  char *source;    /* owned: where it was published; may be "" */
} ZhihuiIndicator;

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items; /* (element-type ZhihuiIndicator), owned */
} ZhihuiIndicators;

/* Another system from which something is delivered. */
typedef enum
{
  ZHIHUI_SYSTEM_OK,
  ZHIHUI_SYSTEM_STALE,   /* more than two periods without a delivery */
  ZHIHUI_SYSTEM_OFFLINE, /* more than ten, or never */
} ZhihuiSystemState;

typedef struct
{
  char             *id, *name;  /* owned */
  char             *department; /* owned, may be "" */
  gint64            period_s;   /* -1 not given */
  ZhihuiSystemState state;
  gint64            last_sync_at; /* ZHIHUI_NO_INSTANT: never, or not given */
} ZhihuiSystem;

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items; /* (element-type ZhihuiSystem), owned */
} ZhihuiSystems;

/* A way in which people ask how something is done: hotline, online, robot. */
typedef struct
{
  char  *id; /* owned */
  gint64 asked, answered, handed_over;
} ZhihuiGuideWay;

typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiWindow window;
  GPtrArray   *items; /* (element-type ZhihuiGuideWay), owned */
} ZhihuiGuide;

/* People of a kind in a region. */
typedef struct
{
  char  *region; /* owned: code */
  char  *kind;   /* owned: "grid_officer" "staff" "agent" "account" … */
  gint64 n;
} ZhihuiStaffing;

typedef struct
{
  ZhihuiStamp stamp;
  GPtrArray  *items; /* (element-type ZhihuiStaffing), owned */
} ZhihuiStaff;

/* A service of the catalogue. */
typedef struct
{
  char  *id, *label;     /* owned */
  char  *topic;          /* owned: code, may be "" */
  gint64 n;              /* cases; -1: fewer than may be told */
  gint64 previous;       /* as long a time before; -1 not given */
  gint64 promised_days;  /* -1 not given */
  gint64 statutory_days; /* -1 not given */
  gint64 elements;       /* of its guide; -1 not given */
} ZhihuiService;

typedef struct
{
  ZhihuiStamp  stamp;
  ZhihuiWindow window;
  gint64       total;      /* cases of all services */
  gint64       others;     /* of these: of services of which none is told by itself */
  gint64       n_services; /* in the catalogue; -1 not given */
  gint64       n_elements; /* that a guide should tell; -1 not given */
  GPtrArray   *items;      /* (element-type ZhihuiService), owned, most cases first */
} ZhihuiServices;
