BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0002');
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
INSERT INTO "claim" VALUES(1,1,'e6d02529af57639e6edd8624',1,'capture',7,13,5,0,0,20,'2020-01-03','2020-01-03','actual',NULL,'Rebels captured Hama');
INSERT INTO "claim" VALUES(2,1,'95ff091ee1a7a196772b3caa',1,'capture',13,7,5,0,32,85,NULL,'2020-01-04','actual',NULL,'The army asked Russia for help after the loss of Hama');
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
INSERT INTO "decision" VALUES(1,3,'dispute','event',NULL,NULL,20,NULL,NULL,NULL,NULL,'R','doubtful','2020-01-08');
INSERT INTO "decision" VALUES(2,4,'accept','claim',1,NULL,NULL,NULL,NULL,NULL,NULL,'R','seen','2020-01-08');
CREATE TABLE entry (
	seq INTEGER NOT NULL, 
	recorded DATETIME NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "entry" VALUES(1,'2020-01-07 12:00:00.000000','52c0d4be25a8a2a8e874366ba46c8069');
INSERT INTO "entry" VALUES(2,'2020-01-07 13:00:00.000000','f3b642c768b8b7f1773ed13c2561d1ad');
INSERT INTO "entry" VALUES(3,'2020-01-08 12:00:00.000000','7949af4694684fbc29506070b8acf4ce');
INSERT INTO "entry" VALUES(4,'2020-01-08 13:00:00.000000','1b9b8043ef747a61170ceaddd8794e1c');
CREATE TABLE event (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	report INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	mode TEXT, 
	actor INTEGER, 
	target INTEGER, 
	third INTEGER, 
	place INTEGER, 
	part BOOLEAN NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_end INTEGER NOT NULL, 
	start DATE, 
	"end" DATE, 
	status TEXT NOT NULL, 
	sources INTEGER, 
	fewest BIGINT, 
	most BIGINT, 
	quote TEXT NOT NULL, 
	reason TEXT, 
	PRIMARY KEY (seq), 
	UNIQUE (id), 
	FOREIGN KEY(report) REFERENCES report (seq)
);
INSERT INTO "event" VALUES(1,1,'7f76954e74425ba0f50c53e4',1,'REQUEST','assist',13,8,NULL,NULL,0,32,53,'2020-01-04','2020-01-04','actual',NULL,NULL,NULL,'The army asked Russia',NULL);
INSERT INTO "event" VALUES(2,1,'84598372c011ee92d98823b3',2,'LOSSES','killed',NULL,16,NULL,5,0,50,74,'2020-01-06','2020-01-06','actual',12,6,NULL,'six soldiers were killed',NULL);
CREATE TABLE event_link (
	reading INTEGER NOT NULL, 
	event INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	"order" TEXT NOT NULL, 
	told TEXT NOT NULL, 
	words TEXT, 
	PRIMARY KEY (reading, event, claim), 
	FOREIGN KEY(reading) REFERENCES reading (seq), 
	FOREIGN KEY(event) REFERENCES event (seq), 
	FOREIGN KEY(claim) REFERENCES claim (seq)
)
 WITHOUT ROWID

;
INSERT INTO "event_link" VALUES(1,1,1,1,'after','together',NULL);
INSERT INTO "event_link" VALUES(1,1,2,1,'with','together',NULL);
CREATE TABLE event_sense (
	reading INTEGER NOT NULL, 
	event INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	place INTEGER, 
	place_norm INTEGER, 
	placed BOOLEAN NOT NULL, 
	place_kind TEXT, 
	country TEXT, 
	lat FLOAT, 
	lon FLOAT, 
	actor_norm INTEGER, 
	target_norm INTEGER, 
	third_norm INTEGER, 
	contexts TEXT, 
	PRIMARY KEY (reading, event), 
	FOREIGN KEY(reading) REFERENCES reading (seq), 
	FOREIGN KEY(event) REFERENCES event (seq)
)
 WITHOUT ROWID

;
INSERT INTO "event_sense" VALUES(1,1,1,NULL,NULL,0,NULL,NULL,NULL,NULL,10,8,NULL,'military');
INSERT INTO "event_sense" VALUES(2,2,1,14,5,1,'city','SY',35.132,36.758,NULL,10,NULL,'military');
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
INSERT INTO "interpretation" VALUES(1,1,1,14,5,1,'city','SY',35.132,36.758,11,10,1,6);
INSERT INTO "interpretation" VALUES(1,2,1,14,5,1,'city','SY',35.132,36.758,10,11,1,4);
CREATE TABLE origin_link (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	claim INTEGER NOT NULL, 
	origin INTEGER NOT NULL, 
	basis TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(claim) REFERENCES claim (seq)
);
INSERT INTO "origin_link" VALUES(1,2,2,19,'own');
INSERT INTO "origin_link" VALUES(2,2,1,19,'own');
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
INSERT INTO "place" VALUES(1,1,14,'Hama','city','SY',35.132,36.758,460602,NULL,NULL,'GeoNames');
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
INSERT INTO "reading" VALUES(1,1,1,1,9,'3 1 4');
INSERT INTO "reading" VALUES(2,1,2,1,9,'2');
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
INSERT INTO "report" VALUES(1,1,'b24c2817e6c13bde6ec4136f',2,'2020-01-04','2020-01-04',NULL,NULL,NULL,'en',NULL);
INSERT INTO "report" VALUES(2,1,'54f87c7f122588b4488eed9b',3,'2020-01-06','2020-01-06',NULL,NULL,NULL,'en',NULL);
CREATE TABLE report_text (
	report INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (report), 
	FOREIGN KEY(report) REFERENCES report (seq)
);
INSERT INTO "report_text" VALUES(1,1,'Rebels captured Hama on Friday. The army asked Russia for help after the loss of Hama.');
INSERT INTO "report_text" VALUES(2,1,'Russia sent aircraft to the Syrian army. At least six soldiers were killed near Hama, a monitor said.');
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
INSERT INTO "resolution" VALUES(1,1,'b436d47088d451ef3e73233a','actor',7,11,NULL,NULL,17);
INSERT INTO "resolution" VALUES(2,1,'bd588519e36acfe2f296b67e','place',5,14,NULL,1.0,18);
INSERT INTO "resolution" VALUES(3,1,'6d30c2ee3f92d348da79e91d','place',5,14,NULL,1.0,17);
INSERT INTO "resolution" VALUES(4,1,'183189dc232e1504a87ae326','actor',13,10,NULL,NULL,17);
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
INSERT INTO "run" VALUES(1,1,'22eb00b791bfd6533a50f6cd','rules','1','syria','x');
CREATE TABLE spelling (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	place INTEGER NOT NULL, 
	name INTEGER NOT NULL, 
	fold INTEGER NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (place, name, fold)
);
INSERT INTO "spelling" VALUES(1,1,14,5,15);
CREATE TABLE term (
	seq INTEGER NOT NULL, 
	entry INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE (id)
);
INSERT INTO "term" VALUES(1,1,'6bebbb0c15a4d2c2c86b1019','Battles');
INSERT INTO "term" VALUES(2,1,'531f2539e396e5766e1d2317','Daily Post');
INSERT INTO "term" VALUES(3,1,'2ff34ac655defcc93f16c3d0','Evening Wire');
INSERT INTO "term" VALUES(4,1,'d5e786db1f69bc8d5839ea15','Government regains territory');
INSERT INTO "term" VALUES(5,1,'8662a134c7c15ecef2138e83','Hama');
INSERT INTO "term" VALUES(6,1,'22c7f65a619a3dd99df47a6e','Non-state actor overtakes territory');
INSERT INTO "term" VALUES(7,1,'1ea63f4962705de49f54e2db','Rebels');
INSERT INTO "term" VALUES(8,1,'91aeab2c07bfff9f024f719f','Russia');
INSERT INTO "term" VALUES(9,1,'7c69579c0ce09133d5f2db6b','Syria');
INSERT INTO "term" VALUES(10,1,'7ecbee36156a7edaa4cc994e','Syrian government');
INSERT INTO "term" VALUES(11,1,'36c3dd860d95ece6c4efb150','Syrian opposition');
INSERT INTO "term" VALUES(12,1,'c5e3abaf21fba5ff3eb9dbea','["a monitor"]');
INSERT INTO "term" VALUES(13,1,'1410025685393a308f2b5929','army');
INSERT INTO "term" VALUES(14,1,'cbc151155175bccbcc3f2344','geonames:170017');
INSERT INTO "term" VALUES(15,1,'d3d146ee80a3884565719a51','hama');
INSERT INTO "term" VALUES(16,1,'4495c28806fa6d8010c5e74c','soldiers');
INSERT INTO "term" VALUES(17,1,'abd2fc8995ff931e26020e25','theatre');
INSERT INTO "term" VALUES(18,1,'117bd94b444b5bb52144dd32','theatre, country named');
INSERT INTO "term" VALUES(19,2,'c6e7550561c065e5b3e2d95d','b24c2817e6c13bde6ec4136f');
INSERT INTO "term" VALUES(20,3,'98e08a21c4c666461ebdcce0','7f76954e74425ba0f50c53e4');
CREATE INDEX report_revises ON report (revises) WHERE revises IS NOT NULL;
CREATE INDEX place_key ON place ("key");
CREATE INDEX spelling_fold ON spelling (fold);
CREATE INDEX decision_report ON decision (report);
CREATE INDEX decision_claim ON decision (claim);
CREATE INDEX decision_moves_to ON decision (moves_to);
CREATE INDEX ruling_report ON ruling (report);
CREATE INDEX ruling_target ON ruling (target);
CREATE INDEX interpretation_place ON interpretation (place);
CREATE INDEX origin_link_claim ON origin_link (claim, seq);
CREATE INDEX event_sense_place ON event_sense (place);
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
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER event_no_replace BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER reading_no_replace BEFORE INSERT ON reading WHEN EXISTS (SELECT 1 FROM reading WHERE report = NEW.report AND run = NEW.run) OR EXISTS (SELECT 1 FROM reading WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_text_no_update BEFORE UPDATE ON report_text BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_text_no_delete BEFORE DELETE ON report_text BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER report_text_no_replace BEFORE INSERT ON report_text WHEN EXISTS (SELECT 1 FROM report_text WHERE report = NEW.report) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER ruling_no_update BEFORE UPDATE ON ruling BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER ruling_no_delete BEFORE DELETE ON ruling BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER ruling_no_replace BEFORE INSERT ON ruling WHEN EXISTS (SELECT 1 FROM ruling WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER event_link_no_update BEFORE UPDATE ON event_link BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER event_link_no_delete BEFORE DELETE ON event_link BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER event_link_no_replace BEFORE INSERT ON event_link WHEN EXISTS (SELECT 1 FROM event_link WHERE reading = NEW.reading AND event = NEW.event AND claim = NEW.claim) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER event_sense_no_update BEFORE UPDATE ON event_sense BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER event_sense_no_delete BEFORE DELETE ON event_sense BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER event_sense_no_replace BEFORE INSERT ON event_sense WHEN EXISTS (SELECT 1 FROM event_sense WHERE reading = NEW.reading AND event = NEW.event) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER interpretation_no_update BEFORE UPDATE ON interpretation BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER interpretation_no_delete BEFORE DELETE ON interpretation BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER interpretation_no_replace BEFORE INSERT ON interpretation WHEN EXISTS (SELECT 1 FROM interpretation WHERE reading = NEW.reading AND claim = NEW.claim) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER origin_link_no_update BEFORE UPDATE ON origin_link BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER origin_link_no_delete BEFORE DELETE ON origin_link BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
CREATE TRIGGER origin_link_no_replace BEFORE INSERT ON origin_link WHEN EXISTS (SELECT 1 FROM origin_link WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'a record is append-only'); END;
COMMIT;
