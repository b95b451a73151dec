-- Figures that revised earlier ones, newest import first: what IndicatorService.ListRevisions reads. Few figures ever are.
CREATE INDEX observation_revised ON observation (import_number DESC, indicator, body, period_end) WHERE revision > 1;
