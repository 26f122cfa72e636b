/** Images with captions as COCO publishes them. */
package flamingo.dataset.coco;
