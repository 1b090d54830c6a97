BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE claim (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	report INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	actor INTEGER, 
	against INTEGER, 
	place INTEGER NOT NULL, 
	part BOOLEAN NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	start DATE, 
	"end" DATE, 
	status TEXT NOT NULL, 
	sources INTEGER, 
	quote TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (id), 
	FOREIGN KEY(report) REFERENCES report (seq)
);
INSERT INTO "claim" VALUES(1,1,'e532ff13bf32f543fe65dbe0',1,'capture',6,NULL,2,0,0,18,'2020-01-01','2020-01-01','actual',5,'The army took Hama');
INSERT INTO "claim" VALUES(2,1,'b822509a3b4b7de95cb9d4d5',1,'capture',6,NULL,4,0,20,39,'2020-01-01','2020-01-01','actual',NULL,'The army took Xtown');
CREATE TABLE decision (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	claim INTEGER, 
	report INTEGER, 
	target INTEGER, 
	field TEXT, 
	old TEXT, 
	new TEXT, 
	moves_to INTEGER, 
	made_by TEXT NOT NULL, 
	why TEXT NOT NULL, 
	effective DATE, 
	PRIMARY KEY (seq)
);
INSERT INTO "decision" VALUES(1,5,'correct','claim',1,NULL,NULL,'status','"actual"','"possible"',NULL,'editor','checked','2020-01-06');
INSERT INTO "decision" VALUES(2,6,'merge','place',NULL,NULL,7,NULL,NULL,'"geonames:2"',13,'editor','checked','2020-01-07');
INSERT INTO "decision" VALUES(3,7,'dispute','report',NULL,1,NULL,NULL,NULL,NULL,NULL,'editor','checked','2020-01-08');
CREATE TABLE entry (
	seq INTEGER NOT NULL, 
	recorded DATETIME NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "entry" VALUES(1,'2020-01-02 12:00:00.000000','e48a92e099c4cf9fbe62fa5ffec33fd5');
INSERT INTO "entry" VALUES(2,'2020-01-03 12:00:00.000000','ad5cab77eadbf218201661c3decdd014');
INSERT INTO "entry" VALUES(3,'2020-01-04 12:00:00.000000','91c330b79f1ef8192832c6126a976771');
INSERT INTO "entry" VALUES(4,'2020-01-05 12:00:00.000000','e3b658e9eb7da3acede39a579ab30fd4');
INSERT INTO "entry" VALUES(5,'2020-01-06 12:00:00.000000','6a59823635572014bfa45cdf0efc73d8');
INSERT INTO "entry" VALUES(6,'2020-01-07 12:00:00.000000','3c72abca488a93c22a42f3caa734be92');
INSERT INTO "entry" VALUES(7,'2020-01-08 12:00:00.000000','5dec2da8954167b698f509269a76c585');
CREATE TABLE interpretation (
	reading INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	place_norm INTEGER, 
	placed BOOLEAN NOT NULL, 
	place_kind TEXT NOT NULL, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	actor_norm INTEGER, 
	against_norm INTEGER, 
	event_type INTEGER, 
	sub_event_type INTEGER, 
	PRIMARY KEY (reading, claim), 
	FOREIGN KEY(reading) REFERENCES reading (seq), 
	FOREIGN KEY(claim) REFERENCES claim (seq)
)
 WITHOUT ROWID

;
INSERT INTO "interpretation" VALUES(1,1,1,7,2,1,'city','SY',35.13,36.75,3,NULL,NULL,NULL);
INSERT INTO "interpretation" VALUES(1,2,1,10,NULL,0,'other',NULL,NULL,NULL,3,NULL,NULL,NULL);
INSERT INTO "interpretation" VALUES(2,1,2,7,2,1,'city','SY',35.13,36.75,3,NULL,NULL,NULL);
CREATE TABLE origin_link (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	origin INTEGER NOT NULL, 
	basis TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(claim) REFERENCES claim (seq)
);
INSERT INTO "origin_link" VALUES(1,3,1,12,'text');
CREATE TABLE place (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	"key" INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	population BIGINT NOT NULL, 
	admin1 TEXT, 
	part_of TEXT, 
	source TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "place" VALUES(1,1,7,'Hama','city','SY',35.13,36.75,500000,NULL,NULL,'GeoNames');
INSERT INTO "place" VALUES(2,1,10,'Xtown','other',NULL,NULL,NULL,0,NULL,NULL,'report');
INSERT INTO "place" VALUES(3,4,13,'Homs','city','SY',34.73,36.71,700000,NULL,NULL,'GeoNames');
CREATE TABLE reading (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	report INTEGER NOT NULL, 
	run INTEGER NOT NULL, 
	theatre INTEGER, 
	resolutions TEXT, 
	PRIMARY KEY (seq), 
	UNIQUE (report, run), 
	FOREIGN KEY(report) REFERENCES report (seq), 
	FOREIGN KEY(run) REFERENCES run (seq)
);
INSERT INTO "reading" VALUES(1,1,1,1,NULL,'2 1');
INSERT INTO "reading" VALUES(2,2,1,2,NULL,'2');
INSERT INTO "reading" VALUES(3,2,2,2,NULL,'');
CREATE TABLE report (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	publisher INTEGER, 
	published DATE, 
	known DATE NOT NULL, 
	title TEXT, 
	url TEXT, 
	label TEXT, 
	language TEXT NOT NULL, 
	revises TEXT, 
	PRIMARY KEY (seq), 
	UNIQUE (id)
);
INSERT INTO "report" VALUES(1,1,'dee7b19a3bc5a41685074c25',1,'2020-01-01','2020-01-01','Hama','https://example.org/1',NULL,'en',NULL);
INSERT INTO "report" VALUES(2,2,'ff497f914423a2cc58cc9b9b',1,'2020-01-01','2020-01-01',NULL,NULL,NULL,'en',NULL);
CREATE TABLE report_text (
	report INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (report), 
	FOREIGN KEY(report) REFERENCES report (seq)
);
INSERT INTO "report_text" VALUES(1,1,'The army took Hama. The army took Xtown.0000 d800');
INSERT INTO "report_text" VALUES(2,2,'b');
CREATE TABLE resolution (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	mention INTEGER NOT NULL, 
	target INTEGER, 
	runner_up INTEGER, 
	margin FLOAT, 
	reason INTEGER NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (id)
);
INSERT INTO "resolution" VALUES(1,1,'f19e63dbce92ea20e3570d2f','place',4,NULL,NULL,NULL,9);
INSERT INTO "resolution" VALUES(2,1,'a7e5fac0f04772563e5bf647','place',2,7,NULL,NULL,9);
INSERT INTO "resolution" VALUES(3,4,'456fc646898df09162a57763','place',2,13,7,0.1,14);
CREATE TABLE ruling (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	report INTEGER NOT NULL, 
	resolution INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	mention INTEGER NOT NULL, 
	target INTEGER, 
	made_by TEXT NOT NULL, 
	why TEXT NOT NULL, 
	effective DATE, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(report) REFERENCES report (seq), 
	FOREIGN KEY(resolution) REFERENCES resolution (seq)
);
INSERT INTO "ruling" VALUES(1,4,1,3,'place',2,13,'editor','checked',NULL);
CREATE TABLE run (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	reader TEXT NOT NULL, 
	version TEXT NOT NULL, 
	theatre TEXT, 
	gazetteer TEXT, 
	PRIMARY KEY (seq), 
	UNIQUE (id)
);
INSERT INTO "run" VALUES(1,1,'f60c871ca61e8be8f0cb5451','rules','1','t','g');
INSERT INTO "run" VALUES(2,2,'e73248b50d320407564fb0f4','rules','2','t','g');
CREATE TABLE spelling (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	name INTEGER NOT NULL, 
	fold INTEGER NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (place, name, fold)
);
INSERT INTO "spelling" VALUES(1,1,7,2,8);
INSERT INTO "spelling" VALUES(2,1,10,4,11);
CREATE TABLE term (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (id)
);
INSERT INTO "term" VALUES(1,1,'531f2539e396e5766e1d2317','Daily Post');
INSERT INTO "term" VALUES(2,1,'8662a134c7c15ecef2138e83','Hama');
INSERT INTO "term" VALUES(3,1,'7ecbee36156a7edaa4cc994e','Syrian government');
INSERT INTO "term" VALUES(4,1,'aedb27acec4c2d9cd360d827','Xtown');
INSERT INTO "term" VALUES(5,1,'06547a9cd8009a9c3a3d1009','["Reuters"]');
INSERT INTO "term" VALUES(6,1,'1410025685393a308f2b5929','army');
INSERT INTO "term" VALUES(7,1,'f97b4b69eb076dec905430fb','geonames:1');
INSERT INTO "term" VALUES(8,1,'d3d146ee80a3884565719a51','hama');
INSERT INTO "term" VALUES(9,1,'7e9425407ab242c4b1b834c0','name');
INSERT INTO "term" VALUES(10,1,'289b551f91b22d8c589b69c6','unplaced:xtown');
INSERT INTO "term" VALUES(11,1,'951d7066082aac3d782016dc','xtown');
INSERT INTO "term" VALUES(12,3,'6d39ccf91d778c8e8a562f67','elsewhere');
INSERT INTO "term" VALUES(13,4,'0200537bcfef1898af33b831','geonames:2');
INSERT INTO "term" VALUES(14,4,'76070ab85b8d6a371152e6e7','map');
CREATE INDEX report_revises ON report (revises) WHERE revises IS NOT NULL;
CREATE INDEX place_key ON place ("key");
CREATE INDEX spelling_fold ON spelling (fold);
CREATE INDEX decision_claim ON decision (claim);
CREATE INDEX decision_report ON decision (report);
CREATE INDEX decision_moves_to ON decision (moves_to);
CREATE INDEX ruling_report ON ruling (report);
CREATE INDEX ruling_target ON ruling (target);
CREATE INDEX interpretation_place ON interpretation (place);
CREATE INDEX origin_link_claim ON origin_link (claim, seq);
CREATE TRIGGER decision_no_update BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER decision_no_delete BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER decision_no_replace BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM decision WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER entry_no_replace BEFORE INSERT ON entry WHEN EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER place_no_update BEFORE UPDATE ON place BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER place_no_delete BEFORE DELETE ON place BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER place_no_replace BEFORE INSERT ON place WHEN EXISTS (SELECT 1 FROM place WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_no_update BEFORE UPDATE ON report BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_no_delete BEFORE DELETE ON report BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_no_replace BEFORE INSERT ON report WHEN EXISTS (SELECT 1 FROM report WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM report WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER resolution_no_update BEFORE UPDATE ON resolution BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER resolution_no_delete BEFORE DELETE ON resolution BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER resolution_no_replace BEFORE INSERT ON resolution WHEN EXISTS (SELECT 1 FROM resolution WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM resolution WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER run_no_update BEFORE UPDATE ON run BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER run_no_delete BEFORE DELETE ON run BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER run_no_replace BEFORE INSERT ON run WHEN EXISTS (SELECT 1 FROM run WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM run WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER spelling_no_update BEFORE UPDATE ON spelling BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER spelling_no_delete BEFORE DELETE ON spelling BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER spelling_no_replace BEFORE INSERT ON spelling WHEN EXISTS (SELECT 1 FROM spelling WHERE place = NEW.place AND name = NEW.name AND fold = NEW.fold) OR EXISTS (SELECT 1 FROM spelling WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER term_no_update BEFORE UPDATE ON term BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER term_no_delete BEFORE DELETE ON term BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER term_no_replace BEFORE INSERT ON term WHEN EXISTS (SELECT 1 FROM term WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM term WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER claim_no_update BEFORE UPDATE ON claim BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER claim_no_replace BEFORE INSERT ON claim WHEN EXISTS (SELECT 1 FROM claim WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM claim WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER reading_no_replace BEFORE INSERT ON reading WHEN EXISTS (SELECT 1 FROM reading WHERE report = NEW.report AND run = NEW.run) OR EXISTS (SELECT 1 FROM reading WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_text_no_update BEFORE UPDATE ON report_text BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_text_no_delete BEFORE DELETE ON report_text BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_text_no_replace BEFORE INSERT ON report_text WHEN EXISTS (SELECT 1 FROM report_text WHERE report = NEW.report) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER ruling_no_update BEFORE UPDATE ON ruling BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER ruling_no_delete BEFORE DELETE ON ruling BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER ruling_no_replace BEFORE INSERT ON ruling WHEN EXISTS (SELECT 1 FROM ruling WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER interpretation_no_update BEFORE UPDATE ON interpretation BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER interpretation_no_delete BEFORE DELETE ON interpretation BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER interpretation_no_replace BEFORE INSERT ON interpretation WHEN EXISTS (SELECT 1 FROM interpretation WHERE reading = NEW.reading AND claim = NEW.claim) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER origin_link_no_update BEFORE UPDATE ON origin_link BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER origin_link_no_delete BEFORE DELETE ON origin_link BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER origin_link_no_replace BEFORE INSERT ON origin_link WHEN EXISTS (SELECT 1 FROM origin_link WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
COMMIT;
