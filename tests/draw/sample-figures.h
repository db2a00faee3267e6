/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sample-situation.h"
#include "zhihui-sketch.h"

G_BEGIN_DECLS

/* The sample county with what its pages of figures show besides: the course of its metrics. */
ZhihuiSituation *sample_figures_new (SampleState state, ZhihuiMoment *moment);
/* The look of a panel of which a page says @options. */
ZhihuiPicture *sample_figures_draw (ZhihuiWallPage           *page,
                                    ZhihuiPanel               panel,
                                    const ZhihuiPanelOptions *options,
                                    ZhihuiSituation          *situation,
                                    const ZhihuiMoment       *moment,
                                    double                    width,
                                    double                    height);
/* The same on a wall of several monitors. */
ZhihuiPicture *sample_figures_draw_over (ZhihuiWallPage           *page,
                                         ZhihuiPanel               panel,
                                         const ZhihuiPanelOptions *options,
                                         ZhihuiSituation          *situation,
                                         const ZhihuiMoment       *moment,
                                         double                    width,
                                         double                    height,
                                         const ZhihuiSeams        *seams);

G_END_DECLS
