"""The words of ``vocabulary`` in Spanish and French: many organisations write both."""

from __future__ import annotations

LEVEL_WORDS: dict[str, int] = {
    "eje estratégico": 1, "eje": 1, "línea estratégica": 1, "línea de acción": 1, "área": 1,
    "área de enfoque": 1, "área prioritaria": 1, "área estratégica": 1, "prioridad": 1,
    "prioridad estratégica": 1, "pilar": 1, "ámbito": 1,
    "meta": 2, "objetivo general": 2, "objetivo estratégico": 2, "objetivo específico": 3,
    "objetivo": 3, "estrategia": 4, "iniciativa": 5, "proyecto": 5, "programa": 5,
    "acción": 6, "acciones": 6, "actividad": 6, "actividades": 6, "tarea": 6,
    "orientation stratégique": 1, "axe": 1, "axe stratégique": 1,
    "priorité": 1, "enjeu": 1, "pilier": 1, "objectif": 3,
    "objectif général": 2, "objectif stratégique": 2, "objectif spécifique": 3,
    "stratégie": 4, "projet": 5, "activité": 6, "tâche": 6,
}  # fmt: skip
"""What a level may be called → its usual height, 1 the highest."""

NUMBERED_ONLY: dict[str, int] = {
    "dimensión": 1, "enfoque": 1, "orientation": 1, "domaine": 1, "moyen": 6, "mesure": 6,
    "étape": 6, "resultado": 3, "producto": 4, "résultat": 3, "paso": 6,
}  # fmt: skip
"""Words that name a level only with a number."""

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"), start=1
    )
}

COLUMN_PHRASES: dict[str, dict[str, int]] = {
    "by_when": {
        "plazo": 9, "fecha límite": 10, "fecha": 7, "fecha de cumplimiento": 10,
        "fecha de entrega": 10, "fecha de término": 9, "cuándo": 9, "cronograma": 9,
        "calendario": 8, "periodo": 6, "tiempo": 6, "trimestre": 5, "para cuándo": 10,
        "fecha de inicio": 5, "inicio": 4, "échéance": 10, "échéancier": 10, "quand": 9,
        "délai": 9, "date limite": 10, "calendrier": 8, "date prévue": 9,
    },
    "who": {
        "responsable": 10, "quién": 9, "encargado": 9, "encargada": 9, "persona responsable": 10,
        "a cargo de": 9, "equipo responsable": 10, "líder": 8, "responsabilidad": 8, "qui": 8,
        "responsabilité": 9, "porteur": 9, "pilote": 8,
    },
    "resources": {
        "recurso": 9, "recursos necesarios": 10, "presupuesto": 8, "costo": 8, "coste": 8,
        "financiamiento": 8, "ressource": 9, "coût": 8, "financement": 8,
    },
    "measures": {
        "indicador": 10, "indicadores": 10, "indicador de éxito": 10, "medida de éxito": 10,
        "resultado esperado": 9, "resultado": 7, "evidencia": 7, "meta cuantitativa": 7,
        "medio de verificación": 6, "producto": 5, "indicateur": 10, "résultat attendu": 9,
        "résultat": 7, "cible": 6, "livrable": 6, "moyen de vérification": 6,
    },
    "reporting": {"informe": 6, "seguimiento": 6, "suivi": 6, "reddition de comptes": 8},
    "status": {
        "estado": 10, "estatus": 10, "avance": 7, "progreso": 7, "situación": 6, "état": 10,
        "avancement": 8, "statut": 10,
    },
    "own": {
        "observación": 8, "observaciones": 8, "comentario": 8, "nota": 8, "línea base": 9,
        "aliado": 7, "socio": 6, "remarque": 8, "commentaire": 8, "partenaire": 7,
    },
    "ref": {"núm": 8, "número": 7, "código": 7, "numéro": 7},
}  # fmt: skip
"""What a column may be called → how surely it means that."""

LEVEL_HEADINGS: dict[str, int] = {
    "qué": 6, "qué se hará": 6, "cómo": 6, "acción a realizar": 6, "plan de acción": 6,
    "action à réaliser": 6, "quoi": 6,
}  # fmt: skip

FRAME_SECTIONS = (
    "introducción", "antecedentes", "agradecimientos", "resumen ejecutivo", "glosario", "anexo",
    "tabla de contenido", "foda", "junta directiva", "remerciements", "table des matières",
    "glossaire", "annexe", "sommaire exécutif",
)  # fmt: skip
FRAME_HEADINGS = (
    "índice", "fortalezas", "debilidades", "oportunidades", "amenazas", "contenido", "contexte",
    "forces", "faiblesses", "menaces", "sommaire",
)  # fmt: skip
"""Sections around a plan, as in ``vocabulary``."""

STATEMENTS = {
    "misión": "mission", "visión": "vision", "valores": "values", "creencias": "beliefs",
    "principios": "principles", "lema": "motto", "valeurs": "values", "principes": "principles",
}  # fmt: skip
"""Headings of statements → their kind."""

PLAN_WORDS = (
    r"plan\s+(?:estratégico|de\s+acción|de\s+trabajo|operativo|anual|stratégique|d['’]action|"
    r"opérationnel)"
)
"""Words that name a plan, as a pattern."""
